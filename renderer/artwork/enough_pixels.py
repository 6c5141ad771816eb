"""A picture in as many pixels as its size on the product can use: a camera's come by the ten million."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]

PER_MM = 20.0
"""Finer than any finish draws, outline is traced or eye sees at arm's length: 508 dpi."""
MOST_PX = 3072
"""Along the longer side of the ink; textures have no more than 2048, outlines are traced in 3000."""
WORTH = 0.75
"""A picture with hardly more than it needs is taken as it is."""


def needed(ink_mm: tuple[float, float]) -> float:
    """Pixels along the longer side of ink of that many millimetres."""
    return min(PER_MM * max(ink_mm), MOST_PX)


def enough(pixels: Pixels, ink_px: int, ink_mm: tuple[float, float]) -> Pixels:
    """`pixels` (h, w, 4), straight alpha, drawn smaller where their ink, `ink_px` along its longer side, has too many.

    No edge overshoots; colour is weighed by its alpha.
    """
    scale = needed(ink_mm) / ink_px
    if scale > WORTH:
        return pixels
    size = tuple(max(round(side * scale), 1) for side in pixels.shape[1::-1])
    image = Image.fromarray(pixels).resize((size[0], size[1]), Image.Resampling.HAMMING, reducing_gap=2.0)
    return np.asarray(image)
