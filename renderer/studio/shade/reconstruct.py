"""From the means over pixels to the picture: each pixel sees a little of its neighbours, so that edges do not step.

Pixels are means over squares, the box filter. Two more boxes of it make the quadratic B-spline, whose standard
deviation of half a pixel is that of the Gaussian filters of path tracers; sampled at the pixels' middles those two are
the weights ¹⁄₁₂, ¹⁰⁄₁₂, ¹⁄₁₂ along each axis. Mitchell and Netravali 1988, https://doi.org/10.1145/54852.378514.
"""

import numpy as np
from numpy.typing import NDArray

from renderer.jit import kernel

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

SIDE = 1 / 12
"""Weight of each of the two neighbours along an axis: the variance of two boxes, ⅙, is twice that."""


def reconstruct(laid: Floats, width: int, pixel: Ints) -> None:
    """Filter `laid` (height · width, C) in place; `pixel` (S,) are the pixels that show anything, ascending."""
    if not len(pixel):
        return
    rows = laid.reshape(-1, width, laid.shape[1])
    shown = rows[max(int(pixel[0]) // width - 1, 0) : int(pixel[-1]) // width + 2]
    blend_rows(shown, np.empty(shown.shape[1:], np.float32))


@kernel
def blend_rows(rows: Floats, before: Floats) -> None:
    """Both axes at one go: a row is blended along itself when it is first met, and across when its next one is.

    `before` (W, C) takes the row above as it was before it was blended across.
    """
    height, width, channels = rows.shape
    middle = np.float32(1.0 - 2.0 * SIDE)
    side = np.float32(SIDE)
    for y in range(height + 1):
        if y < height:
            blend_along(rows[y])
        if y == 0:
            for x in range(width):
                for c in range(channels):
                    before[x, c] = rows[0, x, c]
            continue
        last = min(y, height - 1)
        for x in range(width):
            for c in range(channels):
                own = rows[y - 1, x, c]
                below = rows[last, x, c]
                rows[y - 1, x, c] = own * middle + (before[x, c] + below) * side
                before[x, c] = own


@kernel
def blend_along(row: Floats) -> None:
    """One row (W, C) with its neighbours to the left and right; the picture's edges count twice."""
    width, channels = row.shape
    middle = np.float32(1.0 - 2.0 * SIDE)
    side = np.float32(SIDE)
    for c in range(channels):
        left = row[0, c]
        for x in range(width):
            own = row[x, c]
            right = row[min(x + 1, width - 1), c]
            row[x, c] = own * middle + (left + right) * side
            left = own
