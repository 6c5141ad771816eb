"""An artwork as pixels: words, which are our own outlines, here; all else in a process of its own."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from renderer.artwork.bleed import bleed
from renderer.artwork.draw_outlines import draw_outlines
from renderer.artwork.draw_pixels import check_size, kept_pixels

Pixels = NDArray[np.uint8]


@lru_cache(maxsize=8)
def rasterize(svg: bytes, width_px: int, height_px: int) -> Pixels:
    """The artwork over its whole rectangle as straight-alpha sRGB (height_px, width_px, 4), top row first; read-only.

    Sides may be scaled differently. Transparent pixels carry the colour of the nearest ink, so that filtering makes no
    fringe. Raises `ArtworkError`: SVG_INVALID for what is no drawing, SVG_TIMEOUT for one that takes too much time.
    """
    check_size(width_px, height_px)
    pixels = draw_outlines(svg, width_px, height_px)
    if pixels is None:
        pixels = bleed(kept_pixels(svg, width_px, height_px))
    pixels.flags.writeable = False
    return pixels
