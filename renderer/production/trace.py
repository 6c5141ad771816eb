"""Pixels as outlines: marching squares on the ink's coverage, thinned to what half a pixel needs.

Lorensen and Cline 1987 in the plane; Douglas and Peucker 1973 for the thinning.
"""

import numpy as np
import pathops  # type: ignore[import-untyped]
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STRAY_PX = 0.12
LEAST_PX2 = 3.0
EDGES = {
    1: ((3, 0),), 2: ((0, 1),), 3: ((3, 1),), 4: ((1, 2),), 5: ((3, 0), (1, 2)), 6: ((0, 2),), 7: ((3, 2),),
    8: ((2, 3),), 9: ((2, 0),), 10: ((0, 1), (2, 3)), 11: ((2, 1),), 12: ((1, 3),), 13: ((1, 0),), 14: ((0, 3),),
}  # fmt: skip
"""Corners above ½, numbered from the upper left clockwise, → edges that a line runs between, its ink at the right."""


def traced(cover: Floats, pixel: tuple[float, float]) -> pathops.Path:
    """Outlines where `cover` (h, w) of 0..1 passes ½, in the unit of `pixel`, x right, y down."""
    path = pathops.Path()
    for ring in _rings(np.pad(cover, 1)):
        points = _thinned(ring)
        if len(points) > 2 and abs(_area(points)) > LEAST_PX2:
            placed = (points - 0.5) * pixel
            path.moveTo(*placed[0])
            for point in placed[1:]:
                path.lineTo(*point)
            path.close()
    return path


def _rings(cover: Floats) -> list[Floats]:
    """Closed lines (n, 2) x, y in pixels of the padded field."""
    following = dict(_segments(cover))
    rings = []
    while following:
        start = next(iter(following))
        ring, here = [start], following.pop(start)
        while here != start and here in following:
            ring.append(here)
            here = following.pop(here)
        rings.append(np.array([_place(cover, *edge) for edge in ring]))
    return rings


def _segments(cover: Floats) -> list[tuple[tuple[int, int, int], tuple[int, int, int]]]:
    """From edge to edge: (row, column, 0 for the edge to the right of that pixel's middle, 1 for the one below)."""
    inside = cover > 0.5
    code = inside[:-1, :-1] * 1 + inside[:-1, 1:] * 2 + inside[1:, 1:] * 4 + inside[1:, :-1] * 8
    found = []
    for row, column in np.argwhere((code > 0) & (code < 15)).tolist():
        edges = ((row, column, 0), (row, column + 1, 1), (row + 1, column, 0), (row, column, 1))
        found += [(edges[start], edges[end]) for start, end in EDGES[int(code[row, column])]]
    return found


def _place(cover: Floats, row: int, column: int, down: int) -> tuple[float, float]:
    here, there = cover[row, column], cover[row + down, column + 1 - down]
    share = (0.5 - here) / (there - here)
    return column + (0.0 if down else share), row + (share if down else 0.0)


def _area(points: Floats) -> float:
    x, y = points.T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def _thinned(ring: Floats) -> Floats:
    """The ring without points that stray less than `STRAY_PX` from the line between those kept."""
    keep = np.zeros(len(ring) + 1, np.bool_)
    closed = np.concatenate([ring, ring[:1]])
    far = int(np.argmax(np.linalg.norm(ring - ring[0], axis=1)))
    pending = [(0, far), (far, len(ring))]
    keep[[0, far]] = True
    while pending:
        first, last = pending.pop()
        if last - first < 2:
            continue
        way = closed[last] - closed[first]
        offset = closed[first + 1 : last] - closed[first]
        away = np.abs(way[0] * offset[:, 1] - way[1] * offset[:, 0]) / max(float(np.hypot(*way)), 1e-9)
        worst = int(np.argmax(away))
        if away[worst] > STRAY_PX:
            keep[first + 1 + worst] = True
            pending += [(first, first + 1 + worst), (first + 1 + worst, last)]
    return ring[keep[:-1]]
