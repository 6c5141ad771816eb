"""Staircases of lattice corners as the lines that they stand for."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

Floats = NDArray[np.float64]

SPREAD = 2.2
"""Of the smoothing, in cells."""
STRAY = 0.45
"""How far a line may lie from its smoothed chain, in cells."""


def smoothed(chain: NDArray[np.int64]) -> Floats:
    """The chain (n, 2) as few points (m, 2), rows and columns; ends stay where they are, loops stay closed."""
    points = chain.astype(np.float64)
    closed = bool((chain[0] == chain[-1]).all()) and len(chain) > 4
    if closed:
        round_about = gaussian_filter1d(points[:-1], SPREAD, axis=0, mode="wrap")
        soft = np.concatenate([round_about, round_about[:1]])
        return _joined(_simplified(soft[: len(soft) // 2 + 1]), _simplified(soft[len(soft) // 2 :]))
    return _simplified(_pinned(points))


def _pinned(points: Floats) -> Floats:
    """An open chain, smoothed as if it went on through its ends, point-symmetrically: so they stay."""
    if len(points) < 3:
        return points
    before, after = 2 * points[0] - points[:0:-1], 2 * points[-1] - points[-2::-1]
    whole = gaussian_filter1d(np.concatenate([before, points, after]), SPREAD, axis=0, mode="nearest")
    return np.asarray(whole[len(before) : len(before) + len(points)])


def _simplified(points: Floats) -> Floats:
    """Ramer, Douglas and Peucker: as few points as lie nowhere further than `STRAY` from all others."""
    keep = np.zeros(len(points), bool)
    keep[[0, -1]] = True
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        away = _away(points[first + 1 : last], points[first], points[last])
        furthest = int(away.argmax())
        if away[furthest] > STRAY:
            middle = first + 1 + furthest
            keep[middle] = True
            waiting += [(first, middle), (middle, last)]
    return points[keep]


def _away(points: Floats, start: Floats, end: Floats) -> Floats:
    along = end - start
    length = float(np.hypot(*along))
    beside = points - start
    if length < 1e-9:
        return np.hypot(beside[:, 0], beside[:, 1])
    return np.asarray(np.abs(beside[:, 0] * along[1] - beside[:, 1] * along[0]) / length)


def _joined(first: Floats, second: Floats) -> Floats:
    return np.concatenate([first, second[1:]])
