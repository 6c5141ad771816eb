"""The steps by which a document comes to be drawn in few calls; those that cost something, only where they have to."""

from renderer.export.draw_calls.merge_draw_calls import merge_draw_calls
from renderer.export.draw_calls.paint_from_palette import paint_from_palette
from renderer.export.draw_calls.tint_vertices import tint_vertices
from renderer.export.draw_calls.unfold_copies import unfold_copies
from renderer.gltf.document import Document
from renderer.gltf.prune import prune

MOST = 20
"""Khronos 3D Commerce guidelines: fewer draw calls than this on mobile AR."""


def join_parts(document: Document) -> Document:
    """A copy with what is made of one material in one call and, while that is more than `MOST`, what can be made so.

    First plain materials become one that reads its factors from a palette, then materials that differ in colour alone
    become one with coloured vertices, panes of one glass and artworks of one make are joined, and copies of a shape
    become shapes of their own, the lightest first.
    """
    document = merge_draw_calls(document)
    for step in (paint_from_palette, tint_vertices):
        if not is_few(document):
            document = merge_draw_calls(step(document))
    if not is_few(document):
        document = merge_draw_calls(document, blended=True, artworks=True)
    if not is_few(document):
        document = merge_draw_calls(unfold_copies(document, MOST), blended=True)
    return document


def join_all(document: Document) -> Document:
    """A copy in which each material is drawn in one call, copies unfolded; plain materials keep their slots while there
    are `MOST` materials at most, and coated ones while it is enough to join those.
    """
    document = prune(merge_draw_calls(unfold_copies(document, 0), blended=True))
    for coated in (False, True):
        if len(document.json.get("materials", [])) > MOST:
            document = prune(merge_draw_calls(paint_from_palette(document, coated=coated)))
    return document


def is_few(document: Document) -> bool:
    """Whether the scene is drawn in `MOST` calls."""
    return len(document.visible_primitives()) <= MOST
