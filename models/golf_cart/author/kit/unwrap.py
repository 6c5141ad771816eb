"""UVs in metres: each crease-bounded, roughly flat region is projected along its own axis.

Textures stand upright on walls (v runs down the world's Y) and run front to back on floors.
"""

import numpy as np

from models.golf_cart.author.kit.corners import area_vectors, components, smooth_edges, unit, welded_faces
from models.golf_cart.author.kit.place import frame
from models.golf_cart.author.piece import Floats, Ints, Piece

FLAT_ENOUGH = 0.75
"""Cosine to the mean normal above which a whole region is one chart."""


def corner_uvs(piece: Piece) -> Floats:
    """(faces, 3, 2) texture coordinates in metres, v downwards, the piece's own or by projection."""
    if piece.uv is not None:
        return piece.uv[piece.faces]
    faces = welded_faces(piece.vertices, piece.faces)
    areas = area_vectors(piece.vertices, piece.faces)
    points = np.zeros((faces.max() + 1, 3))
    points[faces.reshape(-1)] = piece.vertices[piece.faces.reshape(-1)]
    one, two = (half // 3 for half in smooth_edges(points, faces, piece.crease_deg))
    region = components(len(faces), one, two)
    axes = _region_axes(region, areas)
    return _project(piece.vertices[piece.faces], axes)


def _region_axes(region: Ints, areas: Floats) -> Floats:
    """Per face, the axis it is projected along: its region's mean where that is flat enough, else its dominant axis."""
    total = np.zeros((region.max() + 1, 3))
    np.add.at(total, region, areas)
    mean, normals = unit(total)[region], unit(areas)
    worst = np.ones(len(total))
    np.minimum.at(worst, region, np.einsum("ij,ij->i", mean, normals))
    dominant = np.zeros_like(normals)
    axis = np.argmax(np.abs(normals), axis=1)
    rows = np.arange(len(normals))
    dominant[rows, axis] = np.sign(normals[rows, axis])
    return np.where((worst > FLAT_ENOUGH)[region][:, None], mean, dominant)


def _project(corners: Floats, axes: Floats) -> Floats:
    """Corners in the upright frame of each face's axis."""
    distinct, which = np.unique(np.round(axes, 6), axis=0, return_inverse=True)
    uvs = np.empty((*corners.shape[:2], 2))
    for i, axis in enumerate(distinct):
        up = (0.0, 1.0, 0.0) if abs(axis[1]) < 0.8 else (0.0, 0.0, -1.0)
        upright = frame((0.0, 0.0, 0.0), axis, up)[:3, :2]
        chosen = which.reshape(-1) == i
        uvs[chosen] = corners[chosen] @ upright * np.array([1.0, -1.0])
    return uvs
