"""Values evened out along the surface, over steps that double: what changes slowly loses its noise for little.

Dammertz et al. 2010, "Edge-Avoiding À-Trous Wavelet Transform", https://jo.dreggn.org/home/2010_atrous.pdf.
"""

import numpy as np
from numpy.typing import NDArray

from renderer.jit import kernel
from renderer.studio.bake.half import Half

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

STEPS = (1, 2, 4, 8)
"""Half-resolution pixels between the nine that are weighed: together they take in 31 × 31."""


def evened(half: Half, values: Floats, least: float = np.inf) -> Floats:
    """`values` (P, C) of the half-resolution points, each the mean of its surroundings on the same smooth surface.

    Surroundings whose values differ by more than `least` hardly count.
    """
    grid = half.index()
    values = np.ascontiguousarray(values, np.float32)
    for step in STEPS:
        result = np.zeros_like(values)
        even_out(grid, half.pixel, half.position, half.normal, half.footprint, (step, least), values, result)
        values = result
    return values


@kernel
def even_out(
    grid: Ints,
    pixel: Ints,
    at: Floats,
    normal: Floats,
    footprint: Floats,
    spans: tuple[int, float],
    values: Floats,
    result: Floats,
) -> None:
    """Weigh nine neighbours by tent, how far they are off the point's plane, normal, and how far their values differ.

    `spans` are the pixels between neighbours and the least difference that tells them apart.
    """
    step, least = spans
    height, width = grid.shape
    for p in range(len(pixel)):
        row, column = pixel[p] // width, pixel[p] % width
        scale = 1.0 / (3.0 * step * footprint[p] + 1e-7)
        total = 0.0
        for j in range(-1, 2):
            for i in range(-1, 2):
                y, x = row + j * step, column + i * step
                q = grid[y, x] if 0 <= y < height and 0 <= x < width else -1
                if q < 0:
                    continue
                alike = normal[p, 0] * normal[q, 0] + normal[p, 1] * normal[q, 1] + normal[p, 2] * normal[q, 2]
                off = 0.0
                for axis in range(3):
                    off += normal[p, axis] * (at[q, axis] - at[p, axis])
                off *= scale
                apart = 0.0
                for c in range(values.shape[1] if least < np.inf else 0):
                    apart = max(apart, abs(values[q, c] - values[p, c]) / least)
                weight = (2 - abs(i)) * (2 - abs(j)) * max(alike, 0.0) ** 8 / (1.0 + off**4) / (1.0 + apart**4)
                total += weight
                for c in range(values.shape[1]):
                    result[p, c] += weight * values[q, c]
        for c in range(values.shape[1]):
            result[p, c] /= total
