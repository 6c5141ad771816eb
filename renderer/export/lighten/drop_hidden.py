"""Triangles that nobody can see from outside are weight without use: the inside of panels, the back of a seal."""

import numpy as np
from numpy.typing import NDArray

from renderer.digest import digest_bytes
from renderer.export.lighten.parts import Part, drop_empty_primitives, may_change, parts, set_triangles
from renderer.export.lighten.sight import Sight
from renderer.export.needs import materials_on
from renderer.gltf.document import Document
from renderer.kept import kept

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


def drop_hidden(document: Document, placement: str | None) -> Document:
    """A copy without the opaque triangles from whose front no line of sight leaves the product.

    Glass and cut-outs hide nothing and are kept. Under a product that stands, and behind one on the wall, there
    is nobody. Documents that move are left as they are.
    """
    document = document.copy()
    if may_change(document):
        shown = [(part, _is_opaque(document, part)) for part in parts(document)]
        gone = [part.primitive for part, seen in _seen(document, shown, placement) if not _keep(document, part, seen)]
        drop_empty_primitives(document, gone)
    return document


def _keep(document: Document, part: Part, seen: Mask) -> bool:
    """Leave the triangles that are `seen`; whether there are any."""
    if seen.any() and not seen.all():
        set_triangles(document, part.primitive, part.triangles[seen])
    return bool(seen.any())


def _is_opaque(document: Document, part: Part) -> bool:
    materials = materials_on(document, part.primitive)
    return all(
        material.get("alphaMode", "OPAQUE") == "OPAQUE"
        and "KHR_materials_transmission" not in material.get("extensions", {})
        for material in materials
    )


def _seen(document: Document, shown: list[tuple[Part, bool]], placement: str | None) -> list[tuple[Part, Mask]]:
    """For each opaque part, which of its triangles can be seen in any of its places."""
    corners = [(part.placed(world), part) for part, opaque in shown if opaque for world in part.worlds]
    if not corners:
        return []
    sides = [any(each.get("doubleSided") for each in materials_on(document, part.primitive)) for _, part in corners]
    masks: dict[int, Mask] = {}
    for (points, part), seen in zip(corners, _masks([points for points, _ in corners], sides, placement), strict=True):
        masks[id(part)] = masks.get(id(part), np.zeros(len(points), bool)) | seen
    return [(part, masks[id(part)]) for part, opaque in shown if opaque]


def _masks(shapes: list[Array], both_sides: list[bool], placement: str | None) -> list[Mask]:
    """Which triangles of each shape (m, 3, 3) can be seen; the same for every colour, and so kept."""
    shape_digest = digest_bytes(b"".join(np.ascontiguousarray(shape).tobytes() for shape in shapes))
    made_from = [shape_digest, [len(shape) for shape in shapes], both_sides, placement or ""]
    bits = kept("visible", made_from, __file__, lambda: _looked(shapes, both_sides, placement))
    every = np.unpackbits(np.frombuffer(bits, np.uint8)).astype(bool)
    ends = np.cumsum([len(shape) for shape in shapes])
    return np.split(every[: ends[-1]], ends[:-1])


def _looked(shapes: list[Array], both_sides: list[bool], placement: str | None) -> bytes:
    sight = Sight(np.concatenate(shapes), placement)
    seen = [sight.seen(shape, both_sides=both) for shape, both in zip(shapes, both_sides, strict=True)]
    return np.packbits(np.concatenate(seen)).tobytes()
