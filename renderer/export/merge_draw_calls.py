"""What stands still and is made of one material is drawn in one call."""

from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np
from pygltflib import ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER, FLOAT, TRIANGLES  # type: ignore[import-untyped]

from renderer.gltf.accessors import Array
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.placement import PlacedPrimitive, local_matrix, scene_roots, walk_nodes

MERGED_KEYS = {"attributes", "indices", "material", "mode"}
PLAIN_NODE_KEYS = {"name", "mesh", "children", "translation", "rotation", "scale", "matrix"}
SPATIAL = ("POSITION", "NORMAL", "TANGENT")
MOST_VERTICES = 65_535
"""So that indices stay at 16 bits."""

Key = tuple[object, ...]


def merge_draw_calls(document: Document) -> Document:
    """A copy in which primitives of one opaque material are one, in a node named like the material.

    Left as they are: what moves or may move (animations, skins, morph targets, several scenes), what is drawn from one
    mesh at several places (the file would grow), what blends (it has to be sorted), and nodes with extras or
    extensions, decals among them. Nodes that this leaves empty go; their names with them.
    """
    document = document.copy()
    if len(document.json.get("scenes", [])) == 1:
        for members in _groups(document):
            _merge(document, members)
        _drop_empty_nodes(document)
    return document


def _groups(document: Document) -> list[list[PlacedPrimitive]]:
    """Primitives that may become one, two at least each, none with more vertices than 16 bits can count."""
    by_key: dict[Key, list[PlacedPrimitive]] = defaultdict(list)
    uses = Counter(node["mesh"] for node in document.items("nodes") if "mesh" in node)
    moving = _moving(document)
    for placed in document.visible_primitives():
        if placed.node not in moving and uses[placed.mesh] == 1 and _is_plain(document, placed):
            by_key[_key(document, placed.primitive)].append(placed)
    return [part for members in by_key.values() for part in _parts(document, members) if len(part) > 1]


def _moving(document: Document) -> set[int]:
    """Nodes that an animation or a skin moves, and all below them."""
    moved = {
        channel["target"].get("node")
        for animation in document.json.get("animations", [])
        for channel in animation.get("channels", [])
    } | {joint for skin in document.json.get("skins", []) for joint in skin.get("joints", [])}
    for node, parent in walk_nodes(document.items("nodes"), scene_roots(document.json)):
        if parent in moved:
            moved.add(node)
    return moved


def _is_plain(document: Document, placed: PlacedPrimitive) -> bool:
    primitive, node = placed.primitive, document.items("nodes")[placed.node]
    position = primitive.get("attributes", {}).get("POSITION")
    return bool(
        primitive.keys() <= MERGED_KEYS
        and node.keys() <= PLAIN_NODE_KEYS
        and document.items("meshes")[placed.mesh].keys() <= {"name", "primitives"}
        and primitive.get("mode", TRIANGLES) == TRIANGLES
        and position is not None
        and document.items("accessors")[position]["componentType"] == FLOAT
        and _is_opaque(document, primitive)
    )


def _is_opaque(document: Document, primitive: Json) -> bool:
    material = document.items("materials")[primitive["material"]] if "material" in primitive else {}
    return bool(material.get("alphaMode", "OPAQUE") == "OPAQUE")


def _key(document: Document, primitive: Json) -> Key:
    layout = tuple(
        (name, *(document.items("accessors")[number].get(key) for key in ("componentType", "type", "normalized")))
        for name, number in sorted(primitive["attributes"].items())
    )
    return (primitive.get("material"), layout)


def _parts(document: Document, members: list[PlacedPrimitive]) -> Iterator[list[PlacedPrimitive]]:
    part: list[PlacedPrimitive] = []
    vertices = 0
    for placed in members:
        count = document.items("accessors")[placed.primitive["attributes"]["POSITION"]]["count"]
        if part and vertices + count > MOST_VERTICES:
            yield part
            part, vertices = [], 0
        part.append(placed)
        vertices += count
    yield part


def _merge(document: Document, members: list[PlacedPrimitive]) -> None:
    first = members[0].primitive
    merged = {
        "attributes": {name: _joined(document, members, name) for name in sorted(first["attributes"])},
        "indices": _joined_indices(document, members),
        **{key: first[key] for key in ("material",) if key in first},
    }
    for placed in members:
        document.items("meshes")[placed.mesh]["primitives"].remove(placed.primitive)
    material = document.items("materials")[first["material"]] if "material" in first else {}
    name = material.get("name", "merged")
    node = {"name": name, "mesh": document.add_mesh([merged], name)}
    document.add_node(node, _still_root(document))


def _still_root(document: Document) -> int | None:
    """The only root of the scene, where it stands at the origin."""
    roots = scene_roots(document.json)
    alone = len(roots) == 1 and np.array_equal(local_matrix(document.items("nodes")[roots[0]]), np.eye(4))
    return roots[0] if alone else None


def _joined(document: Document, members: list[PlacedPrimitive], name: str) -> int:
    numbers = [placed.primitive["attributes"][name] for placed in members]
    rows = [document.accessor(number, stored=True) for number in numbers]
    if name in SPATIAL:
        rows = [_in_world(values, placed.world, name) for values, placed in zip(rows, members, strict=True)]
    normalized = bool(document.items("accessors")[numbers[0]].get("normalized", False))
    return document.add_accessor(np.concatenate(rows), ARRAY_BUFFER, normalized=normalized)


def _in_world(values: Array, world: Array, name: str) -> Array:
    if np.array_equal(world, np.eye(4)):
        return values
    linear = world[:3, :3]
    if name == "POSITION":
        return values @ linear.T + world[:3, 3]
    turned = values[:, :3] @ (np.linalg.inv(linear) if name == "NORMAL" else linear.T)
    unit = turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), np.finfo(np.float32).tiny)
    return np.concatenate([unit, values[:, 3:] * np.sign(np.linalg.det(linear))], axis=1)


def _joined_indices(document: Document, members: list[PlacedPrimitive]) -> int:
    corners, start = [], 0
    for placed in members:
        count = document.items("accessors")[placed.primitive["attributes"]["POSITION"]]["count"]
        own = (
            document.accessor(placed.primitive["indices"])[:, 0] if "indices" in placed.primitive else np.arange(count)
        )
        triangles = own.astype(np.int64).reshape(-1, 3) + start
        corners.append(triangles if np.linalg.det(placed.world[:3, :3]) >= 0 else triangles[:, ::-1])
        start += count
    return document.add_accessor(np.concatenate(corners).reshape(-1), ELEMENT_ARRAY_BUFFER)


def _drop_empty_nodes(document: Document) -> None:
    """Take out the meshes left without primitives, then the nodes left without anything, up to the root."""
    nodes, meshes = document.items("nodes"), document.items("meshes")
    emptied = [node for node in nodes if "mesh" in node and not meshes[node["mesh"]]["primitives"]]
    for node in emptied:
        del node["mesh"]
    for number, _ in reversed(list(walk_nodes(nodes, scene_roots(document.json)))):
        children = [child for child in nodes[number].get("children", []) if not _is_bare(nodes[child], emptied)]
        if len(children) < len(nodes[number].get("children", [])):
            nodes[number]["children"] = children
            emptied.append(nodes[number])
    (scene,) = document.items("scenes")
    scene["nodes"] = [root for root in scene.get("nodes", []) if not _is_bare(nodes[root], emptied)]


def _is_bare(node: Json, emptied: list[Json]) -> bool:
    return (
        any(node is other for other in emptied)
        and not node.get("children")
        and node.keys() <= PLAIN_NODE_KEYS - {"mesh"}
    )
