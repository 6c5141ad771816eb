"""One artwork held against everything that was made of it.

surface under it ─► picture · GLB · USDZ, each read back where the surface is ─┐
                    print PDF · cut path · stitches, each read back as it is ──┴─► findings, in millimetres
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy import ndimage

from renderer.camera import view_from
from renderer.finishes.legible import limits
from renderer.gltf.document import Document
from renderer.production.warp import Warp
from renderer.proof.compare import Allowed, Finding, compared, missing
from renderer.proof.decal import DecalFound, ink_on
from renderer.proof.drawing import Drawing, Inks, Mask
from renderer.proof.ground import Ground, ground_under
from renderer.proof.prove_files import THREAD, prove_files
from renderer.proof.read_picture import Pixels, change_in, changed, pixel_mm, seen_from
from renderer.proof.too_like import too_like
from renderer.recipe import DecalRecipe, Shot
from renderer.studio.known_scenes import scene_of
from renderer.surface.nearby import unit
from renderer.surface.zone import zones
from renderer.surface.zone_patch import zone_patch

FLAT_MM, CURVED = 0.5, 0.01
"""A decal on a model is true to 0.5 mm, or to 1 % of its size where its surface curves."""
LEVEL = float(np.cos(np.radians(1.0)))
"""Flat is what bends by no more than 1° under the artwork."""
MODEL_COMMON, PICTURE_COMMON = 0.9, 0.7
PICTURE_MM, PIXELS = 0.5, 1.5
"""An edge in a picture is true to half a millimetre and to what pixels can tell."""
PIECE_PX = 2.5
"""A piece of ink has to be seen in a picture from so many pixels across: a smaller one mixes with what is around it."""
RELIEF = frozenset({"debossed", "embossed", "engraved", "laser"})
"""Finishes of which a picture shows the edges and hardly what lies between them."""

Others = tuple[tuple[DecalRecipe, bytes], ...]
"""Artworks (SVG), each with its place."""


@dataclass(frozen=True, eq=False)
class Taken:
    """A picture of the product and the same without the artwork (H, W, 4), sRGB."""

    shot: Shot
    shown: Pixels
    bare: Pixels
    others: Others = ()
    """What else lies on the zone: under its ink nothing is seen of the artwork, over it the artwork looks otherwise."""
    ground: str = ""
    """The colour that the zone is in, where it is known: what no ink can be told from that is nearly the same."""


@dataclass(frozen=True, eq=False)
class Shown:
    """What shows an artwork: decals as exported models have them, by file; a picture; production files by name."""

    decals: Mapping[str, DecalFound | None] = field(default_factory=dict)
    picture: Taken | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    warp: Warp | None = None
    """How the outlines in the files are bent."""


def prove(document: Document, decal: DecalRecipe, svg: bytes, shown: Shown) -> tuple[Finding, ...]:
    """The findings on one artwork; `document` is the assembled product, zones included.

    Raises `ZoneError` where the zone has no surface, and as `rasterize` does.
    """
    drawing = Drawing(svg, decal.width_mm, decal.height_mm)
    ground, least = _ground(document, decal, drawing), limits(decal.finish).stroke
    files = prove_files(drawing, shown.files, shown.warp, least)
    return (*_on_surface(document, decal, drawing, ground, shown), *files)


def _ground(document: Document, decal: DecalRecipe, drawing: Drawing) -> Ground:
    zone = next(each for each in zones(document) if each.id == decal.zone)
    return ground_under(zone_patch(document, zone), drawing, decal.center_mm)


def _on_surface(
    document: Document, decal: DecalRecipe, drawing: Drawing, ground: Ground, shown: Shown
) -> Iterator[Finding]:
    allowed = Allowed(_true_to(decal, drawing, ground), MODEL_COMMON, limits(decal.finish).stroke)
    if shown.picture:
        yield _in_picture(document, decal, drawing, ground, shown.picture)
    for name, found in shown.decals.items():
        if found is None:
            yield missing(name, allowed)
        else:
            yield compared(name, drawing, ink_on(ground, found), allowed, ground.there)


def _true_to(decal: DecalRecipe, drawing: Drawing, ground: Ground) -> float:
    """Millimetres that a decal on a model may be off by."""
    normals = ground.normals[ground.there]
    if not len(normals) or float((normals @ unit(normals.mean(axis=0))).min()) < LEVEL:
        return max(FLAT_MM, CURVED * max(drawing.width_mm, drawing.height_mm))
    return THREAD.off_mm if decal.finish == "embroidered" else FLAT_MM


def _in_picture(document: Document, decal: DecalRecipe, drawing: Drawing, ground: Ground, taken: Taken) -> Finding:
    view = view_from(taken.shot.camera, taken.shot.width, taken.shot.height)
    known = seen_from(view, ground, scene_of(document))
    blur_mm = PIXELS * pixel_mm(view, ground)
    inks, covered = _seen_inks(drawing, decal, taken.others, blur_mm)
    known &= ~covered
    seen = changed(change_in(taken.shown, taken.bare, view, ground), inks, known, blur_mm * drawing.density)
    if decal.finish not in RELIEF:
        # Where it is seen it counts, and where it is not it is not missed.
        known &= seen | ~too_like(drawing, taken.ground)
    least = 0.0 if decal.finish in RELIEF else PICTURE_COMMON
    piece_mm = max(limits(decal.finish).stroke, PIECE_PX * pixel_mm(view, ground))
    allowed = Allowed(round(PICTURE_MM + blur_mm, 2), least, piece_mm)
    return compared(f"{taken.shot.name}.png", drawing, seen, allowed, known & np.asarray(ground.there))


def _seen_inks(drawing: Drawing, decal: DecalRecipe, others: Others, blur_mm: float) -> tuple[Inks, Mask]:
    """Numbers of the inks (h, w; -1 for none), one on another being one by itself: it changes a picture otherwise.

    And where ink of what lies above is, with as much around it as a picture may mix the two.
    """
    inks, covered = drawing.inks, np.zeros(drawing.size[::-1], np.bool_)
    for other, svg in others:
        offset = (other.center_mm[0] - decal.center_mm[0], other.center_mm[1] - decal.center_mm[1])
        laid = drawing.inks_of(svg, offset, (other.width_mm, other.height_mm))
        if other.layer > decal.layer:
            covered |= ndimage.binary_dilation(laid >= 0, iterations=max(round(blur_mm * drawing.density), 1))
        else:
            inks = np.where(inks < 0, -1, inks * (int(laid.max()) + 2) + laid + 1)
    return inks, covered
