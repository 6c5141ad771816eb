"""From half resolution to fragments: interpolate light along the surface, never across an edge."""

import math

import numpy as np
from numpy.typing import NDArray

from renderer.jit import kernel
from renderer.studio.bake.half import STEP, Half

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

WINDOW = 2
"""Half-resolution pixels looked at on each side: at the third the weight is below 1e-4."""
ENOUGH = 0.0004
"""A fragment with less weight than this has no neighbour on its own surface: one at the rim of the window suffices.

Rims as thin as a pixel come by few points; fragments that looked for themselves there stood out as dark dashes.
"""


def spread(
    half: Half, values: Floats, pixel: Ints, width: int, position: Floats, normal: Floats, footprint: Floats
) -> tuple[Floats, NDArray[np.bool_]]:
    """(F, C) `values` (P, C) of the half-resolution points at fragments, and which fragments (F,) found none."""
    result = np.zeros((len(pixel), values.shape[1]), np.float32)
    orphan = np.zeros(len(pixel), np.bool_)
    grid = half.index()
    interpolate(grid, half.position, half.normal, values, pixel, width, position, normal, footprint, result, orphan)
    return result, orphan


@kernel
def interpolate(
    grid: Ints,
    at: Floats,
    facing: Floats,
    values: Floats,
    pixel: Ints,
    width: int,
    position: Floats,
    normal: Floats,
    footprint: Floats,
    result: Floats,
    orphan: NDArray[np.bool_],
) -> None:
    """Weigh each neighbour by its distance in the picture, off the fragment's plane, and by its normal."""
    for f in range(len(pixel)):
        x = (pixel[f] % width + 0.5) / STEP - 0.5
        y = (pixel[f] // width + 0.5) / STEP - 0.5
        column, row = math.floor(x + 0.5), math.floor(y + 0.5)
        scale = 1.0 / (6.0 * footprint[f] + 1e-7)
        total = 0.0
        for j in range(max(0, row - WINDOW), min(grid.shape[0], row + WINDOW + 1)):
            for i in range(max(0, column - WINDOW), min(grid.shape[1], column + WINDOW + 1)):
                p = grid[j, i]
                if p < 0:
                    continue
                alike = normal[f, 0] * facing[p, 0] + normal[f, 1] * facing[p, 1] + normal[f, 2] * facing[p, 2]
                if alike < 0.4:
                    continue
                off = 0.0
                for axis in range(3):
                    off += normal[f, axis] * (at[p, axis] - position[f, axis])
                off *= scale
                apart = (i - x) * (i - x) + (j - y) * (j - y)
                weight = math.exp(-apart * 1.2 - off * off) * alike**8
                total += weight
                for c in range(values.shape[1]):
                    result[f, c] += weight * values[p, c]
        orphan[f] = total < ENOUGH
        if not orphan[f]:
            for c in range(values.shape[1]):
                result[f, c] /= total
