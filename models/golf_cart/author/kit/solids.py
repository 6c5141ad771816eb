"""Solids with rounded edges: extrusions and boxes."""

from collections.abc import Sequence
from dataclasses import replace

import manifold3d
import numpy as np
from numpy.typing import ArrayLike

from models.golf_cart.author.kit.curves import rectangle
from models.golf_cart.author.kit.edits import welded
from models.golf_cart.author.kit.place import rotation
from models.golf_cart.author.kit.surfaces import grid
from models.golf_cart.author.piece import Floats, Piece


def extrude(
    slot: str,
    outline: ArrayLike,
    depth: float,
    fillet: float = 0.0,
    *,
    segments: int = 3,
    back_fillet: float | None = None,
) -> list[Piece]:
    """A counter-clockwise 2-D outline raised along +Z from 0 to `depth`, both rims rounded by `fillet` metres.

    The fillet insets the outline along its normals, so it must be smaller than the tightest concave corner.
    """
    ring = np.asarray(outline, float)
    rows = _rim(depth, fillet, fillet if back_fillet is None else back_fillet, segments)
    net = np.stack([np.column_stack([inset(ring, d), np.full(len(ring), z)]) for d, z in rows])
    wall = grid(slot, net, closed=(False, True))
    return [wall, cap(slot, net[-1]), cap(slot, net[0], facing_down=True)]


def _rim(depth: float, front: float, back: float, segments: int) -> list[tuple[float, float]]:
    """(inset, height) rows of a wall with rounded ends, from the bottom up."""
    angle = np.linspace(0.0, np.pi / 2, segments + 1)
    low = [(back * (1 - np.sin(a)), back * (1 - np.cos(a))) for a in angle] if back > 0 else [(0.0, 0.0)]
    high = [(front * (1 - np.cos(a)), depth - front * (1 - np.sin(a))) for a in angle] if front > 0 else [(0.0, depth)]
    return low + high


def inset(ring: ArrayLike, distance: float) -> Floats:
    """A counter-clockwise 2-D ring moved inward along its vertex normals."""
    line = np.asarray(ring, float)
    ahead, back = np.roll(line, -1, axis=0) - line, line - np.roll(line, 1, axis=0)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True)
    back /= np.linalg.norm(back, axis=1, keepdims=True)
    normal = np.column_stack([-(ahead + back)[:, 1], (ahead + back)[:, 0]])
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    cosine = np.maximum(np.einsum("ij,ij->i", normal, np.column_stack([-ahead[:, 1], ahead[:, 0]])), 0.5)
    moved: Floats = line + distance * normal / cosine[:, None]
    return moved


def cap(slot: str, ring: ArrayLike, facing_down: bool = False, holes: Sequence[ArrayLike] = ()) -> Piece:
    """Fills a planar ring (n, 3) that lies across Z, with holes; faces +Z, or -Z when `facing_down`."""
    rings = [_distinct(np.asarray(r, float)) for r in (ring, *holes)]
    rings = [r if (_signed_area(r) > 0) == (i == 0) else r[::-1] for i, r in enumerate(rings)]
    faces = np.asarray(manifold3d.triangulate([r[:, :2] for r in rings]), np.int64)
    return Piece(slot, np.vstack(rings), faces[:, ::-1] if facing_down else faces)


def _distinct(ring: Floats) -> Floats:
    """A ring without points that repeat the one before."""
    steps: Floats = np.linalg.norm(ring - np.roll(ring, 1, axis=0), axis=1)
    return ring[steps > 1e-7]


def _signed_area(ring: Floats) -> float:
    """Positive where a ring turns counter-clockwise in x, y."""
    ahead = np.roll(ring, -1, axis=0)
    return float(0.5 * np.sum(ring[:, 0] * ahead[:, 1] - ring[:, 1] * ahead[:, 0]))


def box(
    slot: str, size: ArrayLike, radius: float = 0.004, corner: float | None = None, segments: int = 3
) -> list[Piece]:
    """A box about the origin with (x, y, z) size: the four upright edges rounded by `corner`, the rims by `radius`."""
    width, height, depth = (float(v) for v in np.asarray(size, float))
    outline = rectangle(width, depth, corner or radius, segments + 1)
    lying = extrude(slot, outline, height, radius, segments=segments)
    stand = rotation((1, 0, 0), -90.0)
    stand[1, 3] = -height / 2
    return [replace(welded(lying), crease_deg=50.0).moved(stand)]
