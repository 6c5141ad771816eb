"""Strokes as satin columns: where the thread turns on either side."""

from dataclasses import dataclass
from statistics import median
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from renderer.finishes.thread.cloth import Shape
from renderer.finishes.thread.probe import depths, reach
from renderer.finishes.thread.strokes import STEP_MM, Stroke
from renderer.jit import kernel

Floats = NDArray[np.float64]

WIDEST = 2.4
"""So many times the depth of its middle line a column reaches to one side at most: in sharp tips rays run far."""
THINNEST_MM = 0.45
"""Half of the narrowest column: two threads side by side."""
BESIDE_FORK = 1.5
"""How far from a fork, in its depths, the edge belongs to another stroke."""
TURN_MM = 0.2
"""From one turn of the thread to the next along the longer side: 0.4 mm from thread to thread."""
LEAST_SIDE = 0.05
MEDIAN = 9


@dataclass(frozen=True, eq=False)
class Column:
    """Turns of the thread, in sewing order: `left` and `right` (n, 2), the ends of each rung; `ring`: it closes."""

    left: Floats
    right: Floats
    ring: bool = False

    @property
    def middle(self) -> Floats:
        """(n, 2)."""
        return (self.left + self.right) / 2

    @property
    def width(self) -> Floats:
        """(n,) mm."""
        return np.asarray(np.linalg.norm(self.right - self.left, axis=1))


def column(stroke: Stroke, shape: Shape) -> Column | None:
    """The stroke as a column, or None where nothing of it has room."""
    points, across = stroke.points, np.stack([stroke.ways[:, 1], -stroke.ways[:, 0]], axis=1)
    deep = np.maximum(depths(shape.depth, shape.pixel, points), 0.0)
    usable = deep > LEAST_SIDE
    if usable.sum() < 3:
        return None
    window = 2 * int(float(np.median(deep)) / STEP_MM) + 3
    near = ndimage.maximum_filter1d(deep, window, mode="wrap" if stroke.ring else "nearest")
    longest = float(deep.max()) * WIDEST * 2 + 1
    sides = []
    for sign in (1.0, -1.0):
        free = reach(shape.depth, shape.pixel, points, np.ascontiguousarray(sign * across), longest)
        free = np.minimum(free, WIDEST * near + 0.3)
        sides.append(_smooth(_own(free, stroke, deep), stroke.ring))
    widest = [np.where(usable, np.maximum(side, THINNEST_MM), THINNEST_MM) for side in sides]
    left, right = points + across * widest[0][:, None], points - across * widest[1][:, None]
    turns = _turns(left, right, stroke.ways)
    if len(turns) < 3:
        return None
    return Column(left[turns], right[turns], stroke.ring)


def _own(free: Floats, stroke: Stroke, deep: Floats) -> Floats:
    """Widths to one side, beside forks taken from before and after: there the way is open into other strokes."""
    result = free.copy()
    for index, depth in stroke.crossings:
        zone = int(BESIDE_FORK * depth / STEP_MM) + 2
        low, high = max(index - zone, 0), min(index + zone, len(free) - 1)
        before, after = free[max(low - 4, 0) : low + 1], free[high : high + 5]
        ends = [median(part.tolist()) for part, there in ((before, low > 0), (after, high < len(free) - 1)) if there]
        if not ends:
            continue
        usual = np.linspace(ends[0], ends[-1], high - low + 1)
        result[low : high + 1] = np.minimum(
            result[low : high + 1], np.maximum(usual * 1.06 + 0.05, 0.7 * deep[low : high + 1])
        )
    return result


def _smooth(side: Floats, ring: bool) -> Floats:
    mode: Literal["wrap", "nearest"] = "wrap" if ring else "nearest"
    calm = ndimage.median_filter(side, min(MEDIAN, len(side)), mode=mode)
    return np.asarray(ndimage.gaussian_filter1d(calm, 2.0, mode=mode))


def _turns(left: Floats, right: Floats, ways: Floats) -> NDArray[np.int64]:
    """Indices of points at which the thread turns: `TURN_MM` apart along the side that is longer there.

    A side that runs backward inside of a tight bend stays where it was until it is passed; it is changed in place.
    """
    chosen = np.zeros(len(left), np.int64)
    return chosen[: _choose(left, right, ways, TURN_MM, chosen)]


@kernel
def _choose(left: Floats, right: Floats, ways: Floats, turn: float, chosen: NDArray[np.int64]) -> int:
    used, gone = 1, 0.0
    for i in range(1, len(left)):
        longer = 0.0
        for side in (left, right):
            onward = (side[i, 0] - side[i - 1, 0]) * ways[i, 0] + (side[i, 1] - side[i - 1, 1]) * ways[i, 1]
            if onward <= 0:
                side[i, 0], side[i, 1] = side[i - 1, 0], side[i - 1, 1]
            longer = max(longer, onward)
        gone += longer
        if gone >= turn:
            chosen[used] = i
            used += 1
            gone = gone - turn if gone < 2 * turn else 0.0
    return used
