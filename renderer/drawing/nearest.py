"""What lies nearest to the eye in each cell of a raster, without a ray: in parallel projection they all go one way."""

import math

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline, kernel

Singles = NDArray[np.float32]
Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Mask = NDArray[np.bool_]

EDGE_ON = 1e-9
"""Square cells: a triangle of less area is seen by its edge."""
LEVEL = 1e-7
"""A weight that changes by less from a column to the next tells nothing about columns."""
SHARED = -1e-7
"""The least weight of a corner: the middle of a cell on an edge that two triangles share is in one of them."""


@kernel
def cover(corners: Floats, shown: Mask, triangle: Ints, near: Floats, weights: Singles) -> None:
    """Fill in the nearest triangle of each cell (rows, columns), and the weights (…, 3) of its corners there.

    `corners` (T, 3, 3): column, row, and how near they are; the middle of cell (r, c) is at (c + ½, r + ½). Only those
    that `shown` (T,) names; of some that are equally near, the first. `near` is handed over as what has to be beaten.
    """
    rows, columns = triangle.shape
    for number in range(len(corners)):
        ax, ay, az = corners[number, 0, 0], corners[number, 0, 1], corners[number, 0, 2]
        bx, by, bz = corners[number, 1, 0], corners[number, 1, 1], corners[number, 1, 2]
        cx, cy, cz = corners[number, 2, 0], corners[number, 2, 1], corners[number, 2, 2]
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        if not shown[number] or not EDGE_ON <= abs(area) < math.inf:
            continue
        # By how much the weights of b and c change from a column to the next.
        over_b, over_c = (cy - ay) / area, (ay - by) / area
        first, last = first_cell(min(ax, bx, cx)), last_cell(max(ax, bx, cx), columns)
        for row in range(first_cell(min(ay, by, cy)), last_cell(max(ay, by, cy), rows)):
            y = row + 0.5 - ay
            start_b, start_c = -(cx - ax) * y / area, (bx - ax) * y / area
            low, high = between(start_b, over_b, ax, first, last)
            low, high = between(start_c, over_c, ax, low, high)
            low, high = between(1.0 - start_b - start_c, -over_b - over_c, ax, low, high)
            for column in range(low, high):
                x = column + 0.5 - ax
                b, c = start_b + over_b * x, start_c + over_c * x
                a = 1.0 - b - c
                if a < SHARED or b < SHARED or c < SHARED:
                    continue
                here = a * az + b * bz + c * cz
                if here > near[row, column]:
                    near[row, column], triangle[row, column] = here, number
                    weights[row, column, 0], weights[row, column, 1], weights[row, column, 2] = a, b, c


@inline
def between(start: float, over: float, left: float, low: int, high: int) -> tuple[int, int]:
    """Those of the cells `low` to `high` of a row in which a weight may be none below 0, and at most two more a side.

    It is `start` at `left` and changes by `over` from a column to the next. A sliver has few cells in a wide box.
    """
    if abs(over) < LEVEL:
        return low, high
    zero = min(max(left - 0.5 - start / over, low - 1.0), high + 1.0)
    if over > 0.0:
        return max(low, math.floor(zero) - 1), high
    return low, min(high, math.ceil(zero) + 2)


@inline
def first_cell(low: float) -> int:
    """The first cell whose middle is not before `low`."""
    return max(math.ceil(low - 0.5), 0)


@inline
def last_cell(high: float, count: int) -> int:
    """One past the last cell whose middle is not after `high`."""
    return min(math.floor(high - 0.5) + 1, count)


@kernel
def bend(triangle: Ints, weights: Singles, normals: Singles, normal: Singles) -> None:
    """Fill in each cell's unit normal (rows, columns, 3), turned toward the eye, from those at corners (T, 3, 3)."""
    rows, columns = triangle.shape
    for row in range(rows):
        for column in range(columns):
            number = triangle[row, column]
            if number < 0:
                continue
            square = 0.0
            for axis in range(3):
                along = 0.0
                for corner in range(3):
                    along += weights[row, column, corner] * normals[number, corner, axis]
                normal[row, column, axis] = along
                square += along * along
            length = max(math.sqrt(square), 1e-9)
            if normal[row, column, 2] < 0.0:
                length = -length
            for axis in range(3):
                normal[row, column, axis] /= length
