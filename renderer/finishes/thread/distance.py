"""How far it is from each pixel of a mask to the nearest one outside of it.

Exact, in time that grows with pixels alone: Felzenszwalb and Huttenlocher, Distance Transforms of Sampled Functions,
Theory of Computing 8, 2012, https://doi.org/10.4086/toc.2012.v008a019.
"""

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline, kernel

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def distances(mask: Mask) -> Floats:
    """Pixels (h, w) to the nearest one that is not in `mask` (h, w), 0 outside; huge where `mask` is everything."""
    rows, columns = mask.shape
    result = np.empty(mask.shape)
    scratch = np.empty(columns), np.empty(columns, np.int64), np.empty(columns + 1)
    _distances(np.ascontiguousarray(mask), 2 * (rows + columns), result, *scratch)
    return result


@inline
def _along(row: Floats, heights: Floats, parabolas: Ints, meets: Floats) -> None:
    """Distances within a column (w,) become distances over the plane."""
    columns = len(row)
    for c in range(columns):
        heights[c] = row[c] * row[c]
    last = 0
    parabolas[0], meets[0] = 0, -np.inf
    for c in range(1, columns):
        while True:
            other = parabolas[last]
            meet = (heights[c] + c * c - heights[other] - other * other) / (2.0 * (c - other))
            if meet > meets[last]:
                break
            last -= 1
        last += 1
        parabolas[last], meets[last] = c, meet
    meets[last + 1] = np.inf
    at = 0
    for c in range(columns):
        while meets[at + 1] < c:
            at += 1
        away = c - parabolas[at]
        row[c] = np.sqrt(away * away + heights[parabolas[at]])


@kernel
def _distances(mask: Mask, far: int, result: Floats, heights: Floats, parabolas: Ints, meets: Floats) -> None:
    """Down and up each column, then along each row the lower envelope of parabolas, numbered in `parabolas`, that take
    over from each other at `meets`."""
    rows, columns = mask.shape
    for c in range(columns):
        result[0, c] = far if mask[0, c] else 0
    for r in range(1, rows):
        for c in range(columns):
            result[r, c] = min(result[r - 1, c] + 1, far) if mask[r, c] else 0
    for r in range(rows - 2, -1, -1):
        for c in range(columns):
            result[r, c] = min(result[r, c], result[r + 1, c] + 1)
    for r in range(rows):
        start = 0
        for c in range(columns + 1):
            if c == columns or result[r, c] == 0:
                if c > start:
                    # What lies beyond an outside pixel at either end is farther than that.
                    _along(result[r, max(start - 1, 0) : min(c + 1, columns)], heights, parabolas, meets)
                start = c + 1
