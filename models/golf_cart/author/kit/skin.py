"""From pieces to what a graphics card reads: indexed vertices with normal, tangent and UV."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.golf_cart.author.kit.corners import area_vectors, corner_angles, unit
from models.golf_cart.author.kit.normals import corner_normals
from models.golf_cart.author.kit.unwrap import corner_uvs
from models.golf_cart.author.piece import Floats, Ints, Piece


@dataclass(frozen=True)
class Skin:
    """One glTF primitive: float32 attributes and uint32 indices."""

    position: NDArray[np.float32]
    normal: NDArray[np.float32]
    tangent: NDArray[np.float32]
    uv: NDArray[np.float32]
    indices: NDArray[np.uint32]


def skin(pieces: Sequence[Piece]) -> Skin:
    """Pieces of one slot as one primitive."""
    whole = [_without_degenerates(piece) for piece in pieces]
    position = np.concatenate([piece.vertices[piece.faces].reshape(-1, 3) for piece in whole])
    normal = np.concatenate([corner_normals(piece).reshape(-1, 3) for piece in whole])
    uv = np.concatenate([corner_uvs(piece).reshape(-1, 2) for piece in whole])
    tangent, hand = _corner_tangents(position, uv)
    keys = np.column_stack([np.round(position, 7), np.round(normal, 4), np.round(uv, 6), hand])
    _, first, inverse = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    index = inverse.reshape(-1)
    order = np.argsort(first, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    corners = np.column_stack([position, normal, uv, hand])
    return _packed(corners[first[order]], tangent, rank[index])


def _packed(corners: Floats, tangent: Floats, index: Ints) -> Skin:
    """Shared vertices in order of first use; tangents are summed over the corners of a vertex and made orthogonal."""
    position, normal, uv, hand = np.split(corners, [3, 6, 8], axis=1)
    total = np.zeros((len(corners), 3))
    np.add.at(total, index, tangent)
    normals = unit(normal)
    along = total - np.einsum("ij,ij->i", total, normals)[:, None] * normals
    lost = np.linalg.norm(along, axis=1) < 1e-12
    along[lost] = np.cross(normals[lost], np.eye(3)[np.argmin(np.abs(normals[lost]), axis=1)])
    return Skin(
        position=_single(position),
        normal=_single(normals),
        tangent=_single(np.column_stack([unit(along), hand])),
        uv=_single(uv),
        indices=index.astype(np.uint32),
    )


def _corner_tangents(position: Floats, uv: Floats) -> tuple[Floats, Floats]:
    """Per corner, the direction of growing u weighted by its angle, and the handedness of the UVs (MikkTSpace)."""
    p, t = position.reshape(-1, 3, 3), uv.reshape(-1, 3, 2)
    p1, p2 = p[:, 1] - p[:, 0], p[:, 2] - p[:, 0]
    t1, t2 = t[:, 1] - t[:, 0], t[:, 2] - t[:, 0]
    turn = t1[:, 0] * t2[:, 1] - t1[:, 1] * t2[:, 0]
    # glTF's bitangent points to growing v of the picture turned upside down, hence the sign: +1 where uv is mirrored.
    hand = np.where(turn < 0, 1.0, -1.0)
    along = unit((p1 * t2[:, 1:] - p2 * t1[:, 1:]) * np.where(turn < 0, -1.0, 1.0)[:, None])
    angles = corner_angles(position, np.arange(len(position), dtype=np.int64).reshape(-1, 3))
    return (along[:, None] * angles[..., None]).reshape(-1, 3), np.repeat(hand, 3)


def _without_degenerates(piece: Piece) -> Piece:
    """Faces with area, as float32 will see it."""
    stored = piece.vertices.astype(np.float32).astype(np.float64)
    keep = np.linalg.norm(area_vectors(stored, piece.faces), axis=1) > 1e-10
    return Piece(piece.slot, piece.vertices, piece.faces[keep], piece.crease_deg, piece.uv, piece.normals)


def _single(values: Floats) -> NDArray[np.float32]:
    """float32 with no negative zero, so that equal numbers are equal bytes."""
    return np.asarray(values + 0.0, np.float32)
