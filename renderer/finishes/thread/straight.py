"""A line with as few points as it needs (Douglas and Peucker 1973)."""

import numpy as np
from numpy.typing import NDArray

from renderer.jit import kernel

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]


def straightened(points: Floats, tolerance: float) -> Floats:
    """`points` (n, 2) without those from which a line between others runs no farther than `tolerance`."""
    kept = np.zeros(len(points), np.bool_)
    _keep_bends(points, tolerance, kept, np.empty((len(points), 2), np.int64))
    return np.asarray(points[kept])


@kernel
def _keep_bends(points: Floats, tolerance: float, kept: Mask, open_now: Ints) -> None:
    """Marks the ends, and of each part of the line that is yet `open_now` (first and last point) its farthest point."""
    kept[0] = kept[-1] = True
    open_now[0, 0], open_now[0, 1] = 0, len(points) - 1
    count = 1
    while count:
        count -= 1
        first, last = open_now[count, 0], open_now[count, 1]
        x, y = points[last, 0] - points[first, 0], points[last, 1] - points[first, 1]
        length = max(np.hypot(x, y), 1e-9)
        farthest, most = first, tolerance
        for i in range(first + 1, last):
            right, down = points[i, 0] - points[first, 0], points[i, 1] - points[first, 1]
            away = abs(right * y - down * x) / length if x != 0 or y != 0 else np.hypot(right, down)
            if away > most:
                farthest, most = i, away
        if farthest > first:
            kept[farthest] = True
            open_now[count, 0], open_now[count, 1] = first, farthest
            open_now[count + 1, 0], open_now[count + 1, 1] = farthest, last
            count += 2
