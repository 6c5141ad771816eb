"""Colours of an artwork that are made as one, said before anybody orders it."""

import numpy as np
from numpy.typing import NDArray

from configurator.catalog import Catalog
from configurator.resolve.artwork.spot import Spot
from renderer.artwork.count_colors import count_colors
from renderer.artwork.draw_pixels import kept_pixels
from renderer.artwork.drawing import Artwork
from renderer.artwork.legibility import quick_density, size_px
from renderer.artwork.merged_colors import Merged, merged_colors, told
from renderer.artwork.scan_outlines import outlined_inks
from renderer.errors import ArtworkError
from renderer.finishes.legible import limits
from renderer.finishes.thread.inks import MOST
from renderer.production.read_shapes import NotPlain, read_shapes
from renderer.remembered import remembered

Pixels = NDArray[np.uint8]

SEWN = "embroidered"
INKED = frozenset({SEWN, "painted", "vinyl", "screen_print", "foil"})
"""Finishes that have colours; the others shade, or cut the surface itself."""


def warn_of_merged(artwork: Artwork, spot: Spot, catalog: Catalog) -> None:
    """Warn COLORS_MERGED where areas of different colours become one thread or ink."""
    if spot.finish not in INKED:
        return
    try:
        merged = _merged(artwork.svg, artwork.width_mm, artwork.height_mm, spot.finish)
    except ArtworkError:
        # It was drawn before, and will be again: a busy machine's limit costs this warning and nothing else.
        return
    if merged:
        names = _on_the_rack([each.ink for each in merged], spot.finish, catalog)
        made = "thread" if spot.finish == SEWN else "ink"
        message = (
            f"{spot.name}: colours that lie close are made in one {made}. {told(merged, names)}. Move them further "
            "apart in the file, or draw them in one."
        )
        spot.findings.warn("COLORS_MERGED", ["personalizations", spot.index], message)


def _on_the_rack(inks: list[str], finish: str, catalog: Catalog) -> list[str]:
    """What the workshop calls the colour that it has nearest to each; empty where it has none."""
    from configurator.production.rack import workshop_rack  # noqa: PLC0415 - few need it, and it brings a typesetter
    from renderer.production.color_card import nearest  # noqa: PLC0415
    from renderer.production.rack import rack_for  # noqa: PLC0415

    rack = rack_for(finish, workshop_rack(catalog))
    found = [nearest(ink, rack) for ink in inks]
    return [each[0] if each else "" for each in found]


@remembered(1 << 18)
def _merged(svg: bytes, width_mm: float, height_mm: float, finish: str) -> tuple[Merged, ...]:
    """Thread is parted by the picture always; print and film only where the drawing has no plain shapes to take."""
    flat = outlined_inks(svg)
    if flat and (finish != SEWN or len(flat) == 1):
        return ()
    density = quick_density(width_mm, height_mm, limits(finish).stroke)
    pixels = _drawn(svg, *size_px(width_mm, height_mm, density), words=bool(flat))
    merged = merged_colors(pixels, count_colors(pixels)[:MOST])
    return merged if finish == SEWN or (merged and _is_traced(svg)) else ()


def _drawn(svg: bytes, width_px: int, height_px: int, *, words: bool) -> Pixels:
    """The artwork as legibility has drawn it just before; words as they are sewn."""
    if not words:
        return kept_pixels(svg, width_px, height_px)
    from renderer.artwork.rasterize import rasterize  # noqa: PLC0415 - few need it, and it brings a compiler

    return rasterize(svg, width_px, height_px)


def _is_traced(svg: bytes) -> bool:
    try:
        read_shapes(svg)
    except NotPlain:
        return True
    return False
