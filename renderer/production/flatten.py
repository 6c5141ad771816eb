"""Curves as points, for machines and measures that know no curves."""

from collections.abc import Iterator

import numpy as np
import pathops  # type: ignore[import-untyped]
from numpy.typing import NDArray

from renderer.artwork.layouts.bend import along

Floats = NDArray[np.float64]

TOLERANCE_MM = 0.02


def flattened(path: pathops.Path, tolerance: float = TOLERANCE_MM) -> list[Floats]:
    """The closed contours of `path` as points (n, 2), nowhere further than `tolerance` from its curves."""
    found = [_points(contour, tolerance) for contour in path.contours]
    return [points for points in found if len(points) > 2]


def _points(contour: pathops.Path, tolerance: float) -> Floats:
    pieces = [hull[None, 0] if len(hull) == 1 else _flat(hull, tolerance)[1:] for hull in _hulls(contour)]
    if not pieces:
        return np.empty((0, 2))
    points = np.concatenate(pieces)
    return points[:-1] if len(points) > 1 and np.allclose(points[0], points[-1], atol=1e-6) else points


def _hulls(contour: pathops.Path) -> Iterator[Floats]:
    """The first point alone, then the control points of each segment."""
    here = np.zeros(2)
    for verb, values in contour:
        points = np.array(values, np.float64).reshape(-1, 2)
        if verb == pathops.PathVerb.MOVE:
            yield points
        elif verb != pathops.PathVerb.CLOSE:
            yield np.concatenate([here[None], points])
        here = points[-1] if len(points) else here


def _flat(hull: Floats, tolerance: float) -> Floats:
    """Enough evenly spaced points: a curve strays from its chords by its second differences at most."""
    if len(hull) == 2:
        return hull
    bend = float(np.linalg.norm(hull[2:] - 2 * hull[1:-1] + hull[:-2], axis=1).max())
    degree = len(hull) - 1
    return along(hull, int(np.ceil(np.sqrt(degree * (degree - 1) * bend / (8 * tolerance)))) + 2)
