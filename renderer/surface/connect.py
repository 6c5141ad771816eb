"""What hangs together: welded corners, and the piece of surface around a triangle that no crease cuts off."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from renderer.surface.nearby import face_vectors, unit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

WELD_M = 1e-5
"""Corners this near are one: vertices are doubled at texture seams and hard edges."""
CREASE_DEG = 35.0


def weld(points: Floats) -> Ints:
    """One number for each place among the corners (m, 3, 3) → (m, 3), counted from 0."""
    places = np.round(points.reshape(-1, 3) / WELD_M).astype(np.int64)
    _, number = np.unique(places, axis=0, return_inverse=True)
    return np.asarray(number.reshape(-1, 3), np.int64)


def piece_around(points: Floats, corners: Ints, seed: int, crease_deg: float = CREASE_DEG) -> NDArray[np.bool_]:
    """Which triangles (m,) one gets to from `seed` over edges that fold by less than `crease_deg`."""
    normals = unit(face_vectors(points))
    first, second = _neighbours(corners)
    smooth = np.einsum("ij,ij->i", normals[first], normals[second]) >= np.cos(np.radians(crease_deg))
    edges = (np.ones(int(smooth.sum()), np.int8), (first[smooth], second[smooth]))
    _, piece = connected_components(coo_array(edges, shape=(len(points), len(points))), directed=False)
    return np.asarray(piece == piece[seed])


def _neighbours(corners: Ints) -> tuple[Ints, Ints]:
    """Pairs of triangles that share an edge; where more than two do, each with the next."""
    edges = np.sort(corners[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
    triangle = np.repeat(np.arange(len(corners)), 3)
    order = np.lexsort((edges[:, 1], edges[:, 0]))
    same = (edges[order][1:] == edges[order][:-1]).all(axis=1)
    return triangle[order[:-1][same]], triangle[order[1:][same]]
