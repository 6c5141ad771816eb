"""Surfaces from grids of points: lofts, revolutions, tubes and sweeps. Faces turn outward as each docstring says."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy.interpolate import CubicSpline

from models.golf_cart.author.kit.curves import lengths
from models.golf_cart.author.piece import Floats, Ints, Piece


def grid(slot: str, points: ArrayLike, closed: tuple[bool, bool] = (False, False), **options: object) -> Piece:
    """A quad grid (rows, columns, 3) as a piece; its outside is columns × rows (∂column × ∂row points out).

    UVs follow the rows and columns in metres, measured along the middle row and column.
    """
    net = np.asarray(points, float)
    rows, columns = net.shape[:2]
    uv = options.pop("uv", None)
    wrapped = np.concatenate([net, net[:1]]) if closed[0] else net
    wrapped = np.concatenate([wrapped, wrapped[:, :1]], axis=1) if closed[1] else wrapped
    rows, columns = wrapped.shape[:2]
    if uv is None:
        uv = _metric(wrapped)
    faces = grid_faces(rows, columns)
    piece = Piece(slot, wrapped.reshape(-1, 3), faces, uv=np.asarray(uv, float).reshape(-1, 2), **options)  # type: ignore[arg-type]
    return _without_slivers(piece)


def grid_faces(rows: int, columns: int) -> Ints:
    """Two triangles a cell of a row-major grid."""
    index = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]
    return np.stack([a, b, c, a, c, d], axis=-1).reshape(-1, 3).astype(np.int64)


def _metric(net: Floats) -> Floats:
    """(u along the columns, v down the rows) in metres."""
    rows, columns = net.shape[:2]
    across = np.mean([lengths(row) for row in net], axis=0)
    down = np.mean([lengths(column) for column in net.transpose(1, 0, 2)], axis=0)
    return np.stack(
        [np.broadcast_to(across, (rows, columns)), np.broadcast_to(down[:, None], (rows, columns))], axis=-1
    )


def _without_slivers(piece: Piece) -> Piece:
    """Drops faces that a collapsed row or column left without area."""
    a, b, c = (piece.vertices[piece.faces[:, i]] for i in range(3))
    keep = np.linalg.norm(np.cross(b - a, c - a), axis=1) > 1e-12
    return Piece(piece.slot, piece.vertices, piece.faces[keep], piece.crease_deg, piece.uv)


def loft(slot: str, sections: Sequence[ArrayLike], rows: int, closed: bool = True, **options: object) -> Piece:
    """A smooth skin through sections of equal point count, C2 along the loft.

    Sections that turn counter-clockwise about the direction of the loft face outward.
    """
    stack = np.stack([np.asarray(section, float) for section in sections])
    centers = stack.mean(axis=1)
    at = lengths(centers)
    if at[-1] <= 0:
        at = np.arange(len(stack), dtype=float)
    net = (
        CubicSpline(at, stack, bc_type="natural")(np.linspace(0.0, at[-1], rows))
        if len(stack) > 2
        else _ruled(stack, rows)
    )
    return grid(slot, net, closed=(False, closed), **options)


def _ruled(stack: Floats, rows: int) -> Floats:
    """Straight lines between two sections."""
    t = np.linspace(0.0, 1.0, rows)[:, None, None]
    lines: Floats = (1 - t) * stack[0] + t * stack[1]
    return lines


def revolve(slot: str, profile: ArrayLike, segments: int = 48, sweep_deg: float = 360.0, **options: object) -> Piece:
    """Turns a profile of (radius, x) rows around the X axis; a profile that runs towards +x with its outside at
    larger radius faces outward."""
    line = np.asarray(profile, float)
    closed = sweep_deg >= 360.0
    angle = np.radians(np.linspace(0.0, sweep_deg, segments + 1))[: -1 if closed else None]
    net = np.empty((len(line), len(angle), 3))
    net[..., 0] = line[:, 1:]
    net[..., 1] = line[:, :1] * np.cos(angle)
    net[..., 2] = line[:, :1] * np.sin(angle)
    return grid(slot, net, closed=(False, closed), **options)


def frames(path: ArrayLike, up: ArrayLike = (0.0, 1.0, 0.0), closed: bool = False) -> tuple[Floats, Floats, Floats]:
    """Tangents, and two normals that turn as little as they can along a path (parallel transport)."""
    line = np.asarray(path, float)
    tangent = np.roll(line, -1, axis=0) - np.roll(line, 1, axis=0) if closed else np.gradient(line, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    side = np.empty_like(line)
    seed = np.asarray(up, float)
    if abs(seed @ tangent[0]) > 0.95:
        seed = np.array([0.0, 0.0, 1.0]) if abs(tangent[0][2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    for i, t in enumerate(tangent):
        seed = seed - (seed @ t) * t
        seed /= np.linalg.norm(seed)
        side[i] = seed
    return tangent, side, np.cross(tangent, side)


def sweep(
    slot: str,
    path: ArrayLike,
    profile: ArrayLike,
    *,
    scale: ArrayLike = 1.0,
    closed: bool = False,
    caps: bool = True,
    up: ArrayLike = (0.0, 1.0, 0.0),
    **options: object,
) -> list[Piece]:
    """Carries a counter-clockwise 2-D profile (axes: `up`, tangent × up) along a path; ends are capped flat."""
    line, outline = np.asarray(path, float), np.asarray(profile, float)
    _, first, second = frames(line, up, closed)
    size = np.broadcast_to(np.asarray(scale, float), (len(line),))[:, None, None]
    net = line[:, None] + size * (outline[None, :, :1] * first[:, None] + outline[None, :, 1:] * second[:, None])
    skin = grid(slot, net, closed=(closed, True), **options)
    if closed or not caps:
        return [skin]
    return [skin, fan(slot, net[0][::-1]), fan(slot, net[-1])]


def tube(
    slot: str, path: ArrayLike, radius: ArrayLike, sides: int = 16, *, closed: bool = False, caps: bool = True
) -> list[Piece]:
    """A round tube along a path; `radius` is one number or one a point."""
    angle = np.arange(sides) * 2 * np.pi / sides
    circle = np.column_stack([np.cos(angle), np.sin(angle)])
    return sweep(slot, path, circle, scale=radius, closed=closed, caps=caps, crease_deg=80.0)


def fan(slot: str, ring: ArrayLike, **options: object) -> Piece:
    """Closes a convex-ish ring with triangles about its centre; counter-clockwise rings face the viewer."""
    line = np.asarray(ring, float)
    n = len(line)
    vertices = np.vstack([line, line.mean(axis=0)])
    index = np.arange(n)
    faces = np.column_stack([index, (index + 1) % n, np.full(n, n)])
    return Piece(slot, vertices, faces, **options)  # type: ignore[arg-type]
