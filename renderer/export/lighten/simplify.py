"""Fewer triangles for nearly the same surface."""

import numpy as np
from numpy.typing import NDArray

from renderer.export.lighten.meshopt import simplified
from renderer.export.lighten.parts import Part, decal_boxes, may_change, parts, set_triangles
from renderer.gltf.document import Document

NORMAL_WEIGHT, UV_WEIGHT = 0.5, 0.5
AROUND_DECALS_M = 0.01
REBUILT = "TANGENT"


def simplify(document: Document, error_m: float) -> Document:
    """A copy whose surfaces lie within about `error_m` of where they were, with as few triangles as that takes.

    What lies under a decal stays where it is, so that nothing comes up through an artwork. Tangents go: they are made
    anew for what is left. Documents that move are left as they are. Raises `EngineUnavailable` without the npm package.
    """
    document = document.copy()
    if may_change(document):
        boxes = list(decal_boxes(document))
        for part in parts(document):
            _simplify(document, part, error_m, boxes)
    return document


def _simplify(document: Document, part: Part, error_m: float, boxes: list[NDArray[np.float64]]) -> None:
    part.primitive["attributes"].pop(REBUILT, None)
    first = _first_equal(document, part)
    triangles = first[part.triangles]
    attributes, weights = _attributes(document, part)
    locked = _under_decals(part, triangles, boxes)
    error = error_m / max(float(np.linalg.norm(world[:3, :3], 2)) for world in part.worlds)
    left = simplified(triangles, part.positions.astype(np.float32), attributes, weights, locked, error)
    if len(left):
        set_triangles(document, part.primitive, left)


def _first_equal(document: Document, part: Part) -> NDArray[np.int64]:
    """For each vertex, the first that equals it in every attribute."""
    numbers = part.primitive["attributes"].values()
    columns = [document.accessor(number, stored=True) for number in numbers]
    raw = np.concatenate([np.ascontiguousarray(each).view(np.uint8).reshape(len(each), -1) for each in columns], axis=1)
    rows = np.ascontiguousarray(raw).view(np.dtype((np.void, raw.shape[1])))[:, 0]
    _, first, group = np.unique(rows, return_index=True, return_inverse=True)
    equal: NDArray[np.int64] = first[group]
    return equal


def _attributes(document: Document, part: Part) -> tuple[NDArray[np.float32], list[float]]:
    """What shading reads at each vertex (n, width), and how much each column matters."""
    found = part.primitive["attributes"]
    wanted = (("NORMAL", NORMAL_WEIGHT), ("TEXCOORD_0", UV_WEIGHT), ("TEXCOORD_1", UV_WEIGHT), ("COLOR_0", 1.0))
    columns = [(document.accessor(found[name]), weight) for name, weight in wanted if name in found]
    weights = [weight for values, weight in columns for _ in range(values.shape[1])]
    none = np.zeros((len(part.positions), 0), np.float32)
    return np.concatenate([none, *(values.astype(np.float32) for values, _ in columns)], axis=1), weights


def _under_decals(part: Part, triangles: NDArray[np.int64], boxes: list[NDArray[np.float64]]) -> NDArray[np.bool_]:
    """Which vertices carry a triangle that reaches under a decal: with one of them, all of its surface would move."""
    locked = np.zeros(len(part.positions), bool)
    for world in part.worlds if boxes else []:
        corners = (part.positions @ world[:3, :3].T + world[:3, 3])[triangles]
        lowest, highest = corners.min(axis=1), corners.max(axis=1)
        for low, high in boxes:
            under = ((lowest < high + AROUND_DECALS_M) & (highest > low - AROUND_DECALS_M)).all(axis=1)
            locked[triangles[under]] = True
    return locked
