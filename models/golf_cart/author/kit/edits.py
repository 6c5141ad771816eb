"""Edits of pieces: weld, flip, mirror, subdivide, cut."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import manifold3d
import numpy as np
import trimesh

from models.golf_cart.author.kit.place import MIRROR
from models.golf_cart.author.piece import Floats, Piece


def moved(pieces: Iterable[Piece], *matrices: Floats) -> list[Piece]:
    """Every piece under the matrices, first one applied first."""
    result = list(pieces)
    for matrix in matrices:
        result = [piece.moved(matrix) for piece in result]
    return result


def mirrored(pieces: Iterable[Piece]) -> list[Piece]:
    """The right-hand twin of left-hand pieces."""
    return moved(pieces, MIRROR)


def both_sides(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces and their twins."""
    return [*pieces, *mirrored(pieces)]


def flipped(piece: Piece) -> Piece:
    """Inside out."""
    normals = None if piece.normals is None else -piece.normals
    return replace(piece, faces=piece.faces[:, ::-1], normals=normals)


def reslotted(pieces: Iterable[Piece], slot: str) -> list[Piece]:
    """The same skin in another material slot."""
    return [replace(piece, slot=slot) for piece in pieces]


def welded(pieces: Sequence[Piece], tolerance: float = 1e-6) -> Piece:
    """One piece out of several of one slot, vertices closer than `tolerance` shared; UVs and normals are dropped."""
    offsets = np.cumsum([0] + [len(piece.vertices) for piece in pieces])
    points = np.vstack([piece.vertices for piece in pieces])
    faces = np.vstack([piece.faces + offset for piece, offset in zip(pieces, offsets, strict=False)])
    _, first, inverse = np.unique(np.round(points / tolerance), axis=0, return_index=True, return_inverse=True)
    faces = inverse.reshape(-1)[faces]
    keep = (faces[:, 0] != faces[:, 1]) & (faces[:, 1] != faces[:, 2]) & (faces[:, 2] != faces[:, 0])
    return Piece(pieces[0].slot, points[first], faces[keep], pieces[0].crease_deg)


def subdivided(piece: Piece, levels: int = 1) -> Piece:
    """Loop subdivision of a welded piece; UVs are dropped."""
    vertices, faces = trimesh.remesh.subdivide_loop(piece.vertices, piece.faces, iterations=levels)  # type: ignore[no-untyped-call]
    return replace(piece, vertices=np.asarray(vertices), faces=np.asarray(faces, np.int64), uv=None, normals=None)


def deformed(piece: Piece, change: Callable[[Floats], Floats]) -> Piece:
    """Vertices moved by a function of (n, 3) points; UVs stay."""
    return replace(piece, vertices=change(piece.vertices), normals=None)


def _solid(pieces: Sequence[Piece]) -> manifold3d.Manifold:
    """A closed body for booleans; raises ValueError where the pieces do not close."""
    skin = welded(pieces)
    solid = manifold3d.Manifold(manifold3d.Mesh(skin.vertices.astype(np.float32), skin.faces.astype(np.uint32)))
    if solid.status() != manifold3d.Error.NoError:
        raise ValueError(f"Not a closed solid in slot {pieces[0].slot}: {solid.status()}.")
    return solid


def cut(pieces: Sequence[Piece], *tools: Sequence[Piece]) -> Piece:
    """A closed solid less other closed solids."""
    solid = _solid(pieces)
    for tool in tools:
        solid = solid - _solid(tool)
    return _piece(solid, pieces[0])


def united(*solids: Sequence[Piece]) -> Piece:
    """Closed solids of one slot as one."""
    whole = _solid(solids[0])
    for solid in solids[1:]:
        whole = whole + _solid(solid)
    return _piece(whole, solids[0][0])


def _piece(solid: manifold3d.Manifold, like: Piece) -> Piece:
    """Back from a boolean, slivers collapsed."""
    mesh = solid.simplify(1e-5).to_mesh()
    vertices, faces = np.asarray(mesh.vert_properties, float)[:, :3], np.asarray(mesh.tri_verts, np.int64)
    return Piece(like.slot, vertices, faces, like.crease_deg)
