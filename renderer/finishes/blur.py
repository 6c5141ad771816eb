"""Fields softened as scipy's `gaussian_filter` does it, to the bit, in a third of its time."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline, kernel

Floats = NDArray[np.float64]
FieldT = TypeVar("FieldT", NDArray[np.float32], NDArray[np.float64])

TRUNCATE = 4.0


def blurred(field: FieldT, sigma_px: tuple[float, float], truncate: float = TRUNCATE) -> FieldT:
    """`field` (h, w) under a Gaussian of that many pixels (down, across), more than 0, cut off at `truncate` of them.

    Beyond its edges the field goes on as its own mirror image.
    """
    down, across = (_weights(sigma, truncate) for sigma in sigma_px)
    columns = field.shape[1]
    result, line = np.empty_like(field), np.empty(columns + 2 * len(across))
    _blur(np.ascontiguousarray(field), down, across, np.empty(columns), line, result)
    return result


def _weights(sigma: float, truncate: float) -> Floats:
    """Of the pixel itself and of those 1, 2, … away on either side."""
    radius = int(truncate * sigma + 0.5)
    weights = np.exp(-0.5 / (sigma * sigma) * np.arange(-radius, radius + 1) ** 2)
    return np.asarray((weights / weights.sum())[radius:])


@inline
def _mirrored(at: int, count: int) -> int:
    at %= 2 * count
    return at if at < count else 2 * count - 1 - at


@inline
def _scale(line: Floats, weight: float, total: Floats) -> None:
    for c in range(len(total)):
        total[c] = line[c] * weight


@inline
def _add(one: Floats, other: Floats, weight: float, total: Floats) -> None:
    for c in range(len(total)):
        total[c] += (np.float64(one[c]) + np.float64(other[c])) * weight


@kernel
def _blur(field: FieldT, down: Floats, across: Floats, total: Floats, line: Floats, result: FieldT) -> None:
    """Each row is gathered from those above and below it, then softened along itself, both in whole lines."""
    rows, columns = field.shape
    reach = len(across) - 1
    for r in range(rows):
        _scale(field[r], down[0], total)
        for k in range(len(down) - 1, 0, -1):
            _add(field[_mirrored(r - k, rows)], field[_mirrored(r + k, rows)], down[k], total)
        here = result[r]
        for c in range(columns):
            here[c] = total[c]
        for c in range(-reach, columns + reach):
            line[c + reach] = here[_mirrored(c, columns)]
        _scale(line[reach:], across[0], total)
        for k in range(reach, 0, -1):
            _add(line[reach - k :], line[reach + k :], across[k], total)
        for c in range(columns):
            here[c] = total[c]
