"""Facts about the corners of triangles: face normals, angles, and which corners are smooth neighbours."""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from models.golf_cart.author.piece import Floats, Ints


def welded_faces(vertices: Floats, faces: Ints, tolerance: float = 1e-6) -> Ints:
    """The faces with vertices at one place sharing one index, whatever their UVs."""
    _, inverse = np.unique(np.round(vertices / tolerance), axis=0, return_inverse=True)
    return np.asarray(inverse.reshape(-1)[faces], np.int64)


def area_vectors(vertices: Floats, faces: Ints) -> Floats:
    """Per face, the outward normal times twice the area."""
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    return np.cross(b - a, c - a)


def unit(vectors: Floats) -> Floats:
    """Rows at length one; a row without length becomes +Y."""
    size = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.where(size > 1e-20, vectors / np.maximum(size, 1e-20), np.array([0.0, 1.0, 0.0]))


def corner_angles(vertices: Floats, faces: Ints) -> Floats:
    """(faces, 3) interior angles in radians."""
    points = vertices[faces]
    ahead, back = np.roll(points, -1, axis=1) - points, np.roll(points, 1, axis=1) - points
    cosine = np.einsum("fij,fij->fi", ahead, back)
    scale = np.linalg.norm(ahead, axis=2) * np.linalg.norm(back, axis=2)
    angles: Floats = np.arccos(np.clip(cosine / np.maximum(scale, 1e-20), -1.0, 1.0))
    return angles


def smooth_edges(vertices: Floats, faces: Ints, crease_deg: float) -> tuple[Ints, Ints]:
    """Pairs of half-edges (face * 3 + corner) that meet below the crease angle; `faces` must be welded."""
    normals = unit(area_vectors(vertices, faces))
    start, end = faces.reshape(-1), np.roll(faces, -1, axis=1).reshape(-1)
    low, high = np.minimum(start, end), np.maximum(start, end)
    order = np.lexsort((high, low))
    same = (low[order][1:] == low[order][:-1]) & (high[order][1:] == high[order][:-1])
    one, two = order[:-1][same], order[1:][same]
    opposed = start[one] == end[two]
    flat = np.einsum("ij,ij->i", normals[one // 3], normals[two // 3]) > np.cos(np.radians(crease_deg))
    return one[opposed & flat], two[opposed & flat]


def components(count: int, one: Ints, two: Ints) -> Ints:
    """Labels of the connected components of a graph of `count` nodes."""
    graph = coo_array((np.ones(len(one), np.int8), (one, two)), shape=(count, count))
    return np.asarray(connected_components(graph, directed=False)[1], np.int64)
