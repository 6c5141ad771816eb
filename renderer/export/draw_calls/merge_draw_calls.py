"""What stands still and is made of one material is drawn in one call."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from renderer.export.draw_calls.join import join
from renderer.export.draw_calls.mergeable import DECAL, PLAIN_NODE_KEYS, Key, layer_of, merge_key, mergeable, vertices
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.placement import PlacedPrimitive, local_matrix, scene_roots, walk_nodes

MOST_VERTICES = 65_535
"""So that indices stay at 16 bits."""


def merge_draw_calls(document: Document, *, blended: bool = False, artworks: bool = False) -> Document:
    """A copy in which primitives of one material are one, in a node named like the material.

    Left as they are, besides what `mergeable` leaves out: what is drawn from one mesh at several places (the file would
    grow), unless its copies always stand together; and what blends, which has to be sorted, unless `blended`. Nodes
    that this leaves empty go, and their names with them; of `artworks` that become one, `extras.decals` tells each.
    """
    document = document.copy()
    _merge_companions(document, blended=blended)
    for members in _groups(document, blended=blended, artworks=artworks):
        _merge(document, members)
    if len(document.json.get("scenes", [])) == 1:
        _drop_empty_nodes(document)
    return document


def _merge_companions(document: Document, *, blended: bool) -> None:
    """Shapes of one material with copies at the very same places become one shape with these copies."""
    alike: dict[Key, list[PlacedPrimitive]] = defaultdict(list)
    for members in mergeable(document, blended=blended).values():
        if len(members) > 1:
            places = tuple(each.world.tobytes() for each in members)
            alike[places, *merge_key(document, members[0].primitive)].append(members[0])
    for members in alike.values():
        if len(members) > 1:
            merged = join(document, [each.primitive for each in members], [np.eye(4)] * len(members))
            _take_out(document, members)
            document.items("meshes")[members[0].mesh]["primitives"].append(merged)


def _groups(document: Document, *, blended: bool, artworks: bool) -> list[list[PlacedPrimitive]]:
    """Primitives that may become one, two at least each, none with more vertices than 16 bits can count.

    Artworks that lie on one zone stay apart, so that each can be told from the other.
    """
    by_key: dict[Key, list[PlacedPrimitive]] = defaultdict(list)
    for members in mergeable(document, blended=blended, artworks=artworks).values():
        if len(members) == 1:
            key = merge_key(document, members[0].primitive)
            by_key[layer_of(document, members[0].node), *key].append(members[0])
    return [part for members in by_key.values() for part in _parts(document, members) if len(part) > 1]


def _parts(document: Document, members: list[PlacedPrimitive]) -> Iterator[list[PlacedPrimitive]]:
    part: list[PlacedPrimitive] = []
    total = 0
    for placed in members:
        count = vertices(document, placed.primitive)
        if part and total + count > MOST_VERTICES:
            yield part
            part, total = [], 0
        part.append(placed)
        total += count
    yield part


def _merge(document: Document, members: list[PlacedPrimitive]) -> None:
    first = members[0].primitive
    merged = join(document, [each.primitive for each in members], [each.world for each in members])
    _take_out(document, members)
    material = document.items("materials")[first["material"]] if "material" in first else {}
    name = material.get("name", "merged")
    node: Json = {"name": name, "mesh": document.add_mesh([merged], name)}
    shown = [document.items("nodes")[each.node].get("extras", {}).get(DECAL) for each in members]
    if any(shown):
        node["extras"] = {"decals": shown}
    document.add_node(node, _still_root(document))


def _take_out(document: Document, members: list[PlacedPrimitive]) -> None:
    for placed in members:
        mesh = document.items("meshes")[placed.mesh]
        mesh["primitives"] = [each for each in mesh["primitives"] if each is not placed.primitive]


def _still_root(document: Document) -> int | None:
    """The only root of the scene, where it stands at the origin."""
    roots = scene_roots(document.json)
    alone = len(roots) == 1 and np.array_equal(local_matrix(document.items("nodes")[roots[0]]), np.eye(4))
    return roots[0] if alone else None


def _drop_empty_nodes(document: Document) -> None:
    """Take out the meshes left without primitives, then the nodes left without anything, up to the root."""
    nodes, meshes = document.items("nodes"), document.items("meshes")
    emptied = [node for node in nodes if "mesh" in node and not meshes[node["mesh"]]["primitives"]]
    for node in emptied:
        del node["mesh"]
        node.pop("extras", None)
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
