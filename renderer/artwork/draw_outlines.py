"""Words as pixels: scanned outlines laid over each other."""

import numpy as np
from numpy.typing import NDArray

from renderer.artwork.bleed import bleed
from renderer.artwork.scan_outlines import SHADES, scan_outlines
from renderer.jit import kernel

Pixels = NDArray[np.uint8]


def draw_outlines(svg: bytes, width_px: int, height_px: int) -> Pixels | None:
    """The drawing as `rasterize` has it (height_px, width_px, 4); None for one that `scan_outlines` does not take."""
    layers = scan_outlines(svg, width_px, height_px)
    if layers is None:
        return None
    result = np.empty((height_px, width_px, 4), np.uint8)
    result.view(np.uint32).fill(np.array([*layers[0][0], 0], np.uint8).view(np.uint32)[0])
    for ink, cover in layers:
        _lay(ink, cover, result)
    return result if len(layers) == 1 else bleed(result)


@kernel
def _lay(ink: Pixels, cover: Pixels, pixels: Pixels) -> None:
    """Lay `ink` over `pixels` (h, w, 4) where `cover` (h, w) says.

    https://www.w3.org/TR/compositing-1/#simplealphacompositing
    """
    whole = np.float32(SHADES - 1)
    rows, columns = cover.shape
    for row in range(rows):
        for column in range(columns):
            if cover[row, column] == 0:
                continue
            if cover[row, column] == SHADES - 1:
                for k in range(3):
                    pixels[row, column, k] = ink[k]
                pixels[row, column, 3] = SHADES - 1
                continue
            over = cover[row, column] / whole
            left = pixels[row, column, 3] / whole * (1 - over)
            alpha = over + left
            for k in range(3):
                pixels[row, column, k] = np.uint8((ink[k] * over + pixels[row, column, k] * left) / alpha + 0.5)
            pixels[row, column, 3] = np.uint8(alpha * whole + 0.5)
