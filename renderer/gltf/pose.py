"""Vertices as a scene shows them at rest: morph targets at their weights, then joints where they stand.

https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html#morph-targets and #skins. Animations are not played.
"""

from itertools import count, takewhile
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from renderer.errors import ModelError
from renderer.gltf.accessors import Array
from renderer.gltf.placement import Matrix, PlacedPrimitive, cofactor

if TYPE_CHECKING:
    from renderer.gltf.document import Document

SPATIAL = ("POSITION", "NORMAL", "TANGENT")


def is_posed(placed: PlacedPrimitive) -> bool:
    """Whether morph targets or joints may move its vertices from where the file has them."""
    return placed.joints is not None or "targets" in placed.primitive


def posed(document: "Document", placed: PlacedPrimitive, name: str) -> Array:
    """Attribute `name` (n, components), to be placed by `placed.world`; as `Document.accessor` has it where nothing
    moves it.

    Normals and tangents are not of unit length. Raises `ModelError`: MORPH_INVALID, SKIN_INVALID.
    """
    values = _morphed(document, placed, name)
    if placed.joints is None or name not in SPATIAL:
        return values
    blended = _blended(document, placed, placed.joints, len(values))
    linear = blended[:, :3, :3]
    if name == "POSITION":
        return _turned(linear, values) + blended[:, :3, 3]
    if name == "NORMAL":
        return _turned(cofactor(linear), values)
    hand = values[:, 3:] * np.where(np.linalg.det(linear) < 0, -1.0, 1.0)[:, None]
    return np.concatenate([_turned(linear, values), hand], axis=1)


def _turned(linear: Matrix, values: Array) -> Array:
    return np.asarray(np.einsum("nij,nj->ni", linear, values[:, :3].astype(np.float64)))


def _morphed(document: "Document", placed: PlacedPrimitive, name: str) -> Array:
    """The node's weights go before the mesh's; a target without one stays out."""
    values = document.accessor(placed.primitive["attributes"][name])
    node, mesh = document.json["nodes"][placed.node], document.json["meshes"][placed.mesh]
    weights = node.get("weights", mesh.get("weights", ()))
    for target, weight in zip(placed.primitive.get("targets", ()), weights, strict=False):
        if weight and name in target:
            values = _moved(values, weight * document.accessor(target[name]).astype(np.float64), name)
    return values


def _moved(values: Array, by: Array, name: str) -> Array:
    """Of a tangent the handedness stays."""
    width = 3 if name in SPATIAL else values.shape[1]
    if by.shape != (len(values), width):
        message = f"A morph target's {name} has to be {len(values)} times {width} numbers, like what it moves."
        raise ModelError(message, code="MORPH_INVALID")
    result = values.astype(np.float64)
    result[:, :width] += by
    return result


def _blended(document: "Document", placed: PlacedPrimitive, joints: Matrix, vertices: int) -> Matrix:
    """What brings each vertex to its place (vertices, 4, 4): its joints' matrices by their weights."""
    numbers, weights = _influences(document, placed, vertices)
    if numbers.size and int(numbers.max()) >= len(joints):
        message = (
            f"Node {placed.node}: a vertex follows joint {numbers.max()} of its skin, whose last is {len(joints) - 1}."
        )
        raise ModelError(message, code="SKIN_INVALID")
    blended = np.zeros((vertices, 4, 4))
    for number, weight in zip(numbers.T, weights.T, strict=True):
        blended += weight[:, None, None] * joints[number]
    return blended


def _influences(document: "Document", placed: PlacedPrimitive, vertices: int) -> tuple[NDArray[np.int64], Matrix]:
    """Joints of each vertex (vertices, 4 · sets) and their weights, which come to 1.

    A vertex without weights follows its first joint; a joint without weight may have any number.
    """
    attributes = placed.primitive["attributes"]
    sets = list(takewhile(lambda number: f"JOINTS_{number}" in attributes, count()))
    if any(f"WEIGHTS_{number}" not in attributes for number in sets):
        raise ModelError(f"Mesh {placed.mesh} has JOINTS without the WEIGHTS of the same number.", code="SKIN_INVALID")
    joints, weights = (
        [document.accessor(attributes[f"{name}_{number}"]) for number in sets] for name in ("JOINTS", "WEIGHTS")
    )
    if any(each.shape != (vertices, 4) for each in (*joints, *weights)) or any(
        each.dtype.kind != "u" for each in joints
    ):
        message = f"JOINTS have to be four whole numbers and WEIGHTS four shares for each of {vertices} vertices."
        raise ModelError(message, code="SKIN_INVALID")
    shares = np.maximum(np.concatenate(weights, axis=1).astype(np.float64), 0)
    shares[shares.sum(axis=1) == 0, 0] = 1
    numbers = np.where(shares > 0, np.concatenate(joints, axis=1), 0).astype(np.int64)
    return numbers, shares / shares.sum(axis=1, keepdims=True)
