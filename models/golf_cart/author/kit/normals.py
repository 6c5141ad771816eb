"""Vertex normals that stay smooth over a surface and break at its creases."""

import numpy as np

from models.golf_cart.author.kit.corners import (
    area_vectors,
    components,
    corner_angles,
    smooth_edges,
    unit,
    welded_faces,
)
from models.golf_cart.author.piece import Floats, Piece


def corner_normals(piece: Piece) -> Floats:
    """(faces, 3, 3) unit normals, the piece's own or averaged over the faces that meet smoothly at each corner.

    Weighted by area times angle, so a thin fillet leaves the highlight on the panel beside it alone
    (Thürmer & Wüthrich 1998 for the angle, "face weighted normals" for the area).
    """
    if piece.normals is not None:
        return unit(piece.normals)[piece.faces]
    faces = welded_faces(piece.vertices, piece.faces)
    points = np.zeros((faces.max() + 1, 3))
    points[faces.reshape(-1)] = piece.vertices[piece.faces.reshape(-1)]
    one, two = smooth_edges(points, faces, piece.crease_deg)
    after_one, after_two = one // 3 * 3 + (one + 1) % 3, two // 3 * 3 + (two + 1) % 3
    group = components(faces.size, np.concatenate([one, after_one]), np.concatenate([after_two, two]))
    weighted = area_vectors(points, faces)[:, None] * corner_angles(points, faces)[..., None]
    total = np.zeros((group.max() + 1, 3))
    np.add.at(total, group, weighted.reshape(-1, 3))
    return unit(total)[group].reshape(-1, 3, 3)
