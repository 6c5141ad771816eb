"""Questions to a distance field, in millimetres from its corner."""

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline, kernel

Floats = NDArray[np.float64]

LEAST_STEP, STEPS = 0.02, 200


@inline
def depth_at(depth: Floats, pixel: float, x: float, y: float) -> float:
    """`depth` between its pixels' middles; what lies outside of the field has its border's."""
    height, width = depth.shape
    column, row = min(max(x / pixel - 0.5, 0.0), width - 1.001), min(max(y / pixel - 0.5, 0.0), height - 1.001)
    c, r = int(column), int(row)
    u, v = column - c, row - r
    upper = depth[r, c] * (1 - u) + depth[r, c + 1] * u
    lower = depth[r + 1, c] * (1 - u) + depth[r + 1, c + 1] * u
    return float(upper * (1 - v) + lower * v)


def depths(depth: Floats, pixel: float, points: Floats) -> Floats:
    """`depth` at points (n, 2)."""
    result = np.empty(len(points))
    _depths(depth, pixel, np.ascontiguousarray(points), result)
    return result


def reach(depth: Floats, pixel: float, points: Floats, ways: Floats, longest: float) -> Floats:
    """How far one gets from points (n, 2) along unit ways (n, 2) before the edge (n,); sphere tracing, Hart 1996."""
    result = np.zeros(len(points))
    _reach(depth, pixel, np.ascontiguousarray(points), np.ascontiguousarray(ways), longest, result)
    return result


@kernel
def _depths(depth: Floats, pixel: float, points: Floats, result: Floats) -> None:
    for i in range(len(points)):
        result[i] = depth_at(depth, pixel, points[i, 0], points[i, 1])


@kernel
def _reach(depth: Floats, pixel: float, points: Floats, ways: Floats, longest: float, result: Floats) -> None:
    for i in range(len(points)):
        gone = 0.0
        for _ in range(STEPS):
            here = depth_at(depth, pixel, points[i, 0] + gone * ways[i, 0], points[i, 1] + gone * ways[i, 1])
            if here <= 0.0 or gone >= longest:
                gone += min(here, 0.0)
                break
            gone += max(here * 0.9, LEAST_STEP)
        result[i] = min(max(gone, 0.0), longest)
