"""A flat shape cut out of a surface that is laid flat: triangles of the one where the other is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import manifold3d
import numpy as np
from numpy.typing import NDArray

from renderer.surface.clip import areas, clip_to_triangles

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEAST_AREA = 1e-6
"""Of a triangle, in square millimetres: smaller ones are what rounding leaves along edges."""
ROWS = 256
"""Triangles of the surface that are held against all of the shape's at once."""


@dataclass(frozen=True, eq=False)
class Cut:
    """Triangles of a shape: for each the triangle of the surface that it lies in, `source` (n,).

    `shares` (n, 3, 3): what the corners of that one have in each of its own.
    """

    source: Ints
    shares: Floats


def cut_out(rings: Sequence[Floats], surface: Floats) -> Cut:
    """What of the shape inside `rings` (k, 2 each; even-odd) lies on `surface` (m, 3, 2), wound as that is there."""
    pieces = list(_overlapping(_triangulated(rings), surface))
    shape, rows = (np.concatenate([piece[part] for piece in pieces]) for part in (0, 1))
    corners, which = clip_to_triangles(shape, surface[rows])
    real = areas(corners) > LEAST_AREA
    source = rows[which[real]]
    shares = _shares(corners[real], surface[source])
    flipped = _doubled(surface[source, 1] - surface[source, 0], surface[source, 2] - surface[source, 0]) < 0
    return Cut(source, np.where(flipped[:, None, None], shares[:, ::-1], shares))


def _triangulated(rings: Sequence[Floats]) -> Floats:
    """Triangles (n, 3, 2), wound counter-clockwise."""
    whole = manifold3d.CrossSection([np.ascontiguousarray(ring) for ring in rings], manifold3d.FillRule.EvenOdd)
    polygons = [np.asarray(each, np.float64) for each in whole.to_polygons()]
    if not polygons:
        return np.zeros((0, 3, 2))
    return np.concatenate(polygons)[np.asarray(manifold3d.triangulate(polygons), np.int64)]


def _overlapping(shape: Floats, surface: Floats) -> Iterator[tuple[Floats, Ints]]:
    """Triangles of the shape with rows of the surface whose boxes overlap theirs."""
    low, high = shape.min(axis=1), shape.max(axis=1)
    for start in range(0, max(len(surface), 1), ROWS):
        part = surface[start : start + ROWS]
        meet = (part.min(axis=1)[:, None] <= high).all(axis=-1) & (part.max(axis=1)[:, None] >= low).all(axis=-1)
        row, triangle = np.nonzero(meet)
        yield shape[triangle], row + start


def _shares(points: Floats, triangles: Floats) -> Floats:
    """Barycentric coordinates (n, 3, 3) of points (n, 3, 2) in triangles (n, 3, 2)."""
    origin, first, second = triangles[:, :1], triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    whole = _doubled(first, second)[:, None]
    toward = points - origin
    u = _doubled(toward, second[:, None]) / whole
    v = _doubled(first[:, None], toward) / whole
    return np.stack([1 - u - v, u, v], axis=-1)


def _doubled(one: Floats, other: Floats) -> Floats:
    """Twice the signed area between two vectors."""
    return np.asarray(one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0])
