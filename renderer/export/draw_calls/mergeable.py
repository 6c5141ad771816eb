"""Which primitives may be drawn in one call with others, and with which."""

from collections import defaultdict

from pygltflib import FLOAT, TRIANGLES  # type: ignore[import-untyped]

from renderer.digest import digest_value
from renderer.export.needs import VARIANTS
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.placement import PlacedPrimitive, scene_roots, walk_nodes

Key = tuple[object, ...]
Shape = tuple[int, int]
"""A mesh and the number of a primitive in it."""
Shapes = dict[Shape, list[PlacedPrimitive]]

MERGED_KEYS = {"attributes", "indices", "material", "mode", "extensions"}
DECAL = "decal"
"""The key of a node's extras that marks an artwork and says which."""
PLAIN_NODE_KEYS = {"name", "mesh", "children", "translation", "rotation", "scale", "matrix"}


def mergeable(document: Document, *, blended: bool = False, artworks: bool = False) -> Shapes:
    """Shapes that stand still and carry nothing of their own, each with all its places; blended ones where asked for.

    Left out: what moves or may move (animations, skins, morph targets, several scenes), and what is drawn from a node
    with extras or extensions; decals too, but for `artworks`.
    """
    places: Shapes = defaultdict(list)
    moving = _moving(document)
    alone = len(document.json.get("scenes", [])) == 1
    for placed in document.visible_primitives() if alone else []:
        places[placed.mesh, placed.index].append(placed)
    return {
        shape: members
        for shape, members in places.items()
        if _is_plain(document, members[0], blended=blended)
        and all(each.node not in moving and _is_bare(document, each.node, artworks=artworks) for each in members)
    }


def layer_of(document: Document, node: int) -> int | None:
    """Which artwork of its zone a node shows, counted from below; None where it shows none."""
    shown = document.items("nodes")[node].get("extras", {}).get(DECAL)
    return None if shown is None else int(shown.get("layer", 0))


def merge_key(document: Document, primitive: Json) -> Key:
    """Equal for primitives of one material, in each variant too, whose vertices are laid out alike."""
    layout = tuple(
        (name, *(document.items("accessors")[number].get(key) for key in ("componentType", "type", "normalized")))
        for name, number in sorted(primitive["attributes"].items())
    )
    return (primitive.get("material", -1), digest_value(primitive.get("extensions", {})), layout)


def vertices(document: Document, primitive: Json) -> int:
    """How many vertices a primitive has."""
    return int(document.items("accessors")[primitive["attributes"]["POSITION"]]["count"])


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


def _is_bare(document: Document, number: int, *, artworks: bool) -> bool:
    node = document.items("nodes")[number]
    is_artwork = artworks and node.get("extras", {}).keys() == {DECAL}
    return node.keys() <= PLAIN_NODE_KEYS | ({"extras"} if is_artwork else set())


def _is_plain(document: Document, placed: PlacedPrimitive, *, blended: bool) -> bool:
    primitive = placed.primitive
    position = primitive.get("attributes", {}).get("POSITION")
    return bool(
        primitive.keys() <= MERGED_KEYS
        and primitive.get("extensions", {}).keys() <= {VARIANTS}
        and document.items("meshes")[placed.mesh].keys() <= {"name", "primitives"}
        and primitive.get("mode", TRIANGLES) == TRIANGLES
        and position is not None
        and document.items("accessors")[position]["componentType"] == FLOAT
        and (blended or _is_opaque(document, primitive))
    )


def _is_opaque(document: Document, primitive: Json) -> bool:
    material = document.items("materials")[primitive["material"]] if "material" in primitive else {}
    return bool(material.get("alphaMode", "OPAQUE") == "OPAQUE")
