"""Directions and equirectangular pictures, oriented as three.js has them: row 0 is +Y, u = atan2(z, x) / 2π + ½."""

import math

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline


def directions(height: int, width: int) -> NDArray[np.float64]:
    """Unit vectors (height, width, 3) through the middles of the pixels."""
    phi = ((np.arange(width) + 0.5) / width - 0.5) * 2 * np.pi
    theta = (np.arange(height) + 0.5) / height * np.pi
    ring = np.sin(theta)[:, None]
    shape = (height, width)
    columns = ring * np.cos(phi), np.broadcast_to(np.cos(theta)[:, None], shape), ring * np.sin(phi)
    return np.stack(columns, axis=-1)


def solid_angles(height: int, width: int) -> NDArray[np.float64]:
    """Solid angle (height, 1) of the pixels of each row, steradians; all pixels together are 4π."""
    edges = np.cos(np.linspace(0, np.pi, height + 1))
    return ((edges[:-1] - edges[1:]) * (2 * np.pi / width))[:, None]


@inline
def look_up(picture: NDArray[np.float32], x: float, y: float, z: float) -> tuple[float, float, float]:
    """The picture (H, W, 3) in unit direction (x, y, z), bilinear, wrapping around."""
    height, width = picture.shape[0], picture.shape[1]
    u = (math.atan2(z, x) / (2.0 * math.pi) + 0.5) * width - 0.5
    v = math.acos(min(1.0, max(-1.0, y))) / math.pi * height - 0.5
    v = min(max(v, 0.0), height - 1.0)
    column, row = math.floor(u), math.floor(v)
    fu, fv = u - column, v - row
    left = int(column) % width
    right = (left + 1) % width
    top = int(row)
    bottom = min(top + 1, height - 1)
    w00, w01 = (1.0 - fu) * (1.0 - fv), fu * (1.0 - fv)
    w10, w11 = (1.0 - fu) * fv, fu * fv
    a, b, c, d = picture[top, left], picture[top, right], picture[bottom, left], picture[bottom, right]
    return (
        a[0] * w00 + b[0] * w01 + c[0] * w10 + d[0] * w11,
        a[1] * w00 + b[1] * w01 + c[1] * w10 + d[1] * w11,
        a[2] * w00 + b[2] * w01 + c[2] * w10 + d[2] * w11,
    )


@inline
def look_up_blurred(
    stack: NDArray[np.float32], level: float, x: float, y: float, z: float
) -> tuple[float, float, float]:
    """A stack of pictures (L, H, W, 3) in unit direction (x, y, z) at the fractional `level`."""
    level = min(max(level, 0.0), stack.shape[0] - 1.0)
    low = min(int(level), stack.shape[0] - 2)
    part = level - low
    r0, g0, b0 = look_up(stack[low], x, y, z)
    r1, g1, b1 = look_up(stack[low + 1], x, y, z)
    return r0 + (r1 - r0) * part, g0 + (g1 - g0) * part, b0 + (b1 - b0) * part
