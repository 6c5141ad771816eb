"""From the means over pixels to the picture: each pixel sees a little of its neighbours, so that edges do not step.

Pixels are means over squares, the box filter. Two more boxes of it make the quadratic B-spline, whose standard
deviation of half a pixel is that of the Gaussian filters of path tracers; sampled at the pixels' middles those two are
the weights ¹⁄₁₂, ¹⁰⁄₁₂, ¹⁄₁₂ along each axis. Mitchell and Netravali 1988, https://doi.org/10.1145/54852.378514.
"""

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline, kernel

Floats = NDArray[np.float32]

SIDE = 1 / 12
"""Weight of each of the two neighbours along an axis: the variance of two boxes, ⅙, is twice that."""


@kernel
def blend_along(row: Floats, low: int, high: int) -> None:
    """Columns `low` … `high` − 1 of a row (W, C) with their left and right neighbours; picture edges count twice."""
    width, channels = row.shape
    middle = np.float32(1.0 - 2.0 * SIDE)
    side = np.float32(SIDE)
    for c in range(channels):
        left = row[max(low - 1, 0), c]
        for x in range(low, high):
            own = row[x, c]
            right = row[min(x + 1, width - 1), c]
            row[x, c] = own * middle + (left + right) * side
            left = own


@inline
def across(above: Floats, own: Floats, below: Floats, x: int, channel: int) -> float:
    """One channel of a pixel of a row with those above and below; the rows are blended along already."""
    middle = np.float32(1.0 - 2.0 * SIDE)
    side = np.float32(SIDE)
    return float(own[x, channel] * middle + (above[x, channel] + below[x, channel]) * side)
