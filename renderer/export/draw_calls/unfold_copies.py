"""Copies of one shape cost a call each and few bytes; as shapes of their own they can be merged, and cost bytes."""

from renderer.export.draw_calls.mergeable import Key, Shape, merge_key, mergeable, vertices
from renderer.gltf.document import Document
from renderer.gltf.placement import PlacedPrimitive


def unfold_copies(document: Document, most: int) -> Document:
    """A copy in which shapes that stand at several places are shapes of their own, as many of them as it takes to come
    to `most` draw calls once they are merged; the lightest first, because the file grows by them.
    """
    document = document.copy()
    shapes = mergeable(document, blended=True)
    copies = {shape: members for shape, members in shapes.items() if len(members) > 1}
    for shape in _to_unfold(document, copies, most):
        _unfold(document, copies[shape])
    return document


def _to_unfold(document: Document, copies: dict[Shape, list[PlacedPrimitive]], most: int) -> list[Shape]:
    calls = len(document.visible_primitives())
    merged: set[Key] = {
        merge_key(document, members[0].primitive)
        for shape, members in mergeable(document, blended=True).items()
        if shape not in copies
    }
    chosen: list[Shape] = []
    for shape in sorted(copies, key=lambda each: (_growth(document, copies[each]), each)):
        if calls <= most:
            break
        key = merge_key(document, copies[shape][0].primitive)
        calls -= len(copies[shape]) - (key not in merged)
        merged.add(key)
        chosen.append(shape)
    return chosen


def _growth(document: Document, members: list[PlacedPrimitive]) -> int:
    """Vertices that the file gains when copies become shapes."""
    return vertices(document, members[0].primitive) * (len(members) - 1)


def _unfold(document: Document, members: list[PlacedPrimitive]) -> None:
    mesh = document.items("meshes")[members[0].mesh]
    for each in members:
        own = {**each.primitive, "attributes": dict(each.primitive["attributes"])}
        document.add_node({"mesh": document.add_mesh([own], mesh.get("name"))}, each.node)
    mesh["primitives"] = [each for each in mesh["primitives"] if each is not members[0].primitive]
