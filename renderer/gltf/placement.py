"""Where the nodes of a document stand, and what of it can be seen."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from renderer.errors import ModelError
from renderer.gltf.container import Json

if TYPE_CHECKING:
    from renderer.gltf.document import Document

Matrix = NDArray[np.float64]
"""(4, 4), to be multiplied with column vectors from the left; metres."""

INSTANCING = "EXT_mesh_gpu_instancing"
MAX_INSTANCES = 100_000


@dataclass(frozen=True, eq=False)
class PlacedPrimitive:
    """One primitive of one node as it stands in the world: `node`, `mesh`, `index` in the mesh, and its JSON.

    `world` places the vertices that `renderer.gltf.pose.posed` reads: the identity where `joints` bring them there.
    """

    node: int
    mesh: int
    index: int
    primitive: Json
    world: Matrix
    joints: Matrix | None = None
    """(joints, 4, 4) from where the skin was bound to the world; None where the vertices follow the node itself."""


def local_matrix(node: Json) -> Matrix:
    """The node's own transform, from its matrix or its translation, rotation and scale (4, 4)."""
    if "matrix" in node:
        return np.array(node["matrix"], np.float64).reshape(4, 4).T
    return compose(
        np.array(node.get("translation", (0, 0, 0)), np.float64),
        np.array(node.get("rotation", (0, 0, 0, 1)), np.float64),
        np.array(node.get("scale", (1, 1, 1)), np.float64),
    )


def compose(translation: Matrix, rotation: Matrix, scale: Matrix) -> Matrix:
    """T·R·S as one matrix (4, 4); `rotation` is a quaternion x, y, z, w of any length but zero (zero turns nothing)."""
    length = float(np.linalg.norm(rotation))
    x, y, z, w = rotation / length if length > 0 else (0.0, 0.0, 0.0, 1.0)
    turn = np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )
    matrix = np.eye(4)
    matrix[:3, :3] = turn * scale
    matrix[:3, 3] = translation
    return matrix


def cofactor(matrix: Matrix) -> Matrix:
    """What turns normals (…, 3, 3): the inverse transpose up to a positive factor, also where there is no inverse."""
    rows = [np.cross(matrix[..., (i + 1) % 3, :], matrix[..., (i + 2) % 3, :]) for i in range(3)]
    side = np.where(np.linalg.det(matrix) >= 0, 1.0, -1.0)
    return np.asarray(np.stack(rows, axis=-2) * side[..., None, None])


def walk_nodes(nodes: list[Json], roots: list[int]) -> Iterator[tuple[int, int | None]]:
    """Nodes under `roots`, each with its parent, parents first; `ModelError` on a loop or a second parent."""
    seen: set[int] = set()
    pending: list[tuple[int, int | None]] = [(root, None) for root in reversed(roots)]
    while pending:
        index, parent = pending.pop()
        if index in seen:
            raise ModelError(f"Node {index} is reached twice; nodes have to form a tree.", code="NODE_LOOP")
        seen.add(index)
        yield index, parent
        pending.extend((child, index) for child in reversed(nodes[index].get("children", [])))


def wound(corners: NDArray[np.int64], world: Matrix) -> NDArray[np.int64]:
    """The corners of triangles (m, 3) as `world` (4, 4) places them: where it mirrors, fronts go round the
    other way.

    https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html#instantiation
    """
    return corners[:, ::-1] if np.linalg.det(world[:3, :3]) < 0 else corners


def root_nodes(nodes: list[Json]) -> list[int]:
    """The nodes that are no node's child."""
    children = {child for node in nodes for child in node.get("children", [])}
    return [index for index in range(len(nodes)) if index not in children]


def check_tree(nodes: list[Json]) -> None:
    """Raise `ModelError` unless the nodes form strict trees: no loop, one parent at most."""
    reached = sum(1 for _ in walk_nodes(nodes, root_nodes(nodes)))
    if reached < len(nodes):
        raise ModelError("Some nodes are their own descendants; nodes have to form a tree.", code="NODE_LOOP")


def world_matrices(nodes: list[Json]) -> Matrix:
    """The world transform of every node, in a scene or not (n, 4, 4)."""
    world = np.zeros((len(nodes), 4, 4))
    for index, parent in walk_nodes(nodes, root_nodes(nodes)):
        local = local_matrix(nodes[index])
        world[index] = local if parent is None else world[parent] @ local
    return world


def scene_roots(document: Json) -> list[int]:
    """Root nodes of the default scene; of the first where none is the default; all roots where there is no scene."""
    scenes = document.get("scenes", [])
    if not scenes:
        return root_nodes(document.get("nodes", []))
    return list(scenes[document.get("scene", 0)].get("nodes", []))


def shown_nodes(document: Json) -> list[int]:
    """Nodes of the default scene, parents first, without those that KHR_node_visibility hides."""
    nodes = document.get("nodes", [])
    hidden: set[int] = set()
    shown = []
    for index, parent in walk_nodes(nodes, scene_roots(document)):
        visibility = nodes[index].get("extensions", {}).get("KHR_node_visibility", {})
        if parent in hidden or not visibility.get("visible", True):
            hidden.add(index)
        else:
            shown.append(index)
    return shown


def place_primitives(document: "Document") -> list[PlacedPrimitive]:
    """What the default scene shows: nodes depth first, then instances, then primitives, in the file's order."""
    nodes, meshes = document.json.get("nodes", []), document.json.get("meshes", [])
    world = world_matrices(nodes)
    return [
        _placed(node, nodes[node]["mesh"], number, primitive, world[node] @ instance, joints)
        for node in shown_nodes(document.json)
        if "mesh" in nodes[node]
        for joints in [_joints(document, nodes[node], world)]
        for instance in _instances(document, nodes[node])
        for number, primitive in enumerate(meshes[nodes[node]["mesh"]].get("primitives", []))
    ]


def _placed(
    node: int, mesh: int, number: int, primitive: Json, world: Matrix, joints: Matrix | None
) -> PlacedPrimitive:
    """Of what follows joints, the node's own place is ignored (glTF 2.0, 3.7.3.3)."""
    if joints is None or "JOINTS_0" not in primitive.get("attributes", {}):
        return PlacedPrimitive(node, mesh, number, primitive, world)
    return PlacedPrimitive(node, mesh, number, primitive, np.eye(4), joints)


def _joints(document: "Document", node: Json, world: Matrix) -> Matrix | None:
    """The matrices of the node's skin (joints, 4, 4); None where it has none."""
    if "skin" not in node:
        return None
    skin = document.json["skins"][node["skin"]]
    places = world[np.array(skin.get("joints", ()), np.int64)]
    if "inverseBindMatrices" not in skin:
        return np.asarray(places)
    unbind = document.accessor(skin["inverseBindMatrices"])
    if unbind.shape[1] != 16 or len(unbind) < len(places):
        message = f"Skin {node['skin']} has {len(places)} joints, but no inverseBindMatrices of 4 × 4 for each of them"
        message += ": give one a joint, or none at all."
        raise ModelError(message, code="SKIN_INVALID")
    return np.asarray(places @ unbind[: len(places)].reshape(-1, 4, 4).swapaxes(1, 2))


def _instances(document: "Document", node: Json) -> Matrix:
    """Transforms of the copies that EXT_mesh_gpu_instancing asks for (n, 4, 4); one identity where it asks for none."""
    attributes = node.get("extensions", {}).get(INSTANCING, {}).get("attributes", {})
    parts = {name: document.accessor(index).astype(np.float64) for name, index in attributes.items()}
    count = max((len(part) for part in parts.values()), default=1)
    if count > MAX_INSTANCES or any(len(part) != count for part in parts.values()):
        raise ModelError(
            f"Mesh instances have to be as many in each attribute and at most {MAX_INSTANCES:,}.",
            code="INSTANCES_INVALID",
        )
    translation = parts.get("TRANSLATION", np.tile([0.0, 0.0, 0.0], (count, 1)))
    rotation = parts.get("ROTATION", np.tile([0.0, 0.0, 0.0, 1.0], (count, 1)))
    scale = parts.get("SCALE", np.tile([1.0, 1.0, 1.0], (count, 1)))
    return np.stack([compose(*each) for each in zip(translation, rotation, scale, strict=True)])
