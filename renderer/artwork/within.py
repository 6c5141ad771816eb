"""Everything near a mask, by exact Euclidean distance, in two passes over its pixels."""

import math

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline, kernel

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]


def within(mask: Mask, radius: float) -> Mask:
    """Which pixels (h, w) have one of `mask` no more than `radius` pixels away, middle to middle."""
    result = np.zeros(mask.shape, np.bool_)
    far = mask.shape[0] + math.ceil(radius) + 1
    below, above = np.full(mask.shape, far, np.int64), np.full(mask.shape[1], far, np.int64)
    mask = np.ascontiguousarray(mask)
    _count_below(mask, below)
    _within(mask, radius, below, above, result)
    return result


@kernel
def _count_below(mask: Mask, below: Numbers) -> None:
    """Fill in how many rows further down each pixel's column has the next one of `mask` (h, w), where it has one."""
    height, width = mask.shape
    for y in range(height - 1, -1, -1):
        for x in range(width):
            if mask[y, x]:
                below[y, x] = 0
            elif y < height - 1:
                below[y, x] = below[y + 1, x] + 1


@kernel
def _within(mask: Mask, radius: float, below: Numbers, above: Numbers, result: Mask) -> None:
    """Each pixel of a column reaches as far to either side as the circle around its nearest pixel of `mask` is wide."""
    height, width = mask.shape
    for y in range(height):
        for x in range(width):
            above[x] = 0 if mask[y, x] else above[x] + 1
        end = -1
        for x in range(width):
            end = max(end, x + half_width(min(above[x], below[y, x]), radius))
            result[y, x] = x <= end
        end = width
        for x in range(width - 1, -1, -1):
            end = min(end, x - half_width(min(above[x], below[y, x]), radius))
            result[y, x] |= x >= end


@inline
def half_width(away: int, radius: float) -> int:
    """Of a circle of that radius so far from its middle; less than any picture is wide where it does not get there."""
    rest = radius * radius - float(away * away)
    return int(math.sqrt(rest)) if rest >= 0.0 else -(1 << 40)
