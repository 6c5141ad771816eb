"""4×4 matrices that place pieces."""

import numpy as np
from numpy.typing import ArrayLike

from models.golf_cart.author.piece import Floats


def translation(x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Floats:
    """Moves by metres."""
    matrix = np.eye(4)
    matrix[:3, 3] = x, y, z
    return matrix


def scaling(x: float = 1.0, y: float = 1.0, z: float = 1.0) -> Floats:
    """Scales about the origin; (-1, 1, 1) mirrors left and right."""
    return np.diag([x, y, z, 1.0])


def rotation(axis: ArrayLike, degrees: float, about: ArrayLike = (0.0, 0.0, 0.0)) -> Floats:
    """Turns right-handed around an axis through `about` (Rodrigues)."""
    k = np.asarray(axis, float) / np.linalg.norm(axis)
    cross = np.array([[0, -k[2], k[1]], [k[2], 0, -k[0]], [-k[1], k[0], 0]])
    angle = np.radians(degrees)
    matrix = np.eye(4)
    matrix[:3, :3] += np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
    origin = np.asarray(about, float)
    matrix[:3, 3] = origin - matrix[:3, :3] @ origin
    return matrix


def frame(origin: ArrayLike, out: ArrayLike, up: ArrayLike = (0.0, 1.0, 0.0)) -> Floats:
    """Columns right, up, out, origin: +Z along `out`, +Y as near to `up` as it gets."""
    z = np.asarray(out, float) / np.linalg.norm(out)
    x = np.cross(np.asarray(up, float), z)
    x /= np.linalg.norm(x)
    matrix = np.eye(4)
    matrix[:3, :4] = np.column_stack([x, np.cross(z, x), z, np.asarray(origin, float)])
    return matrix


MIRROR = scaling(-1.0, 1.0, 1.0)
"""Left ↔ right."""
PAIR = (np.eye(4), MIRROR)
"""Placements of a left-hand part and its right-hand twin."""
