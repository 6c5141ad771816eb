"""Directions and equirectangular pictures, oriented as three.js has them: row 0 is +Y, u = atan2(z, x) / 2π + ½."""

import math

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline
from renderer.single import HALF, PI, ZERO, single

LEAST, RIGHT_ANGLE = single(1e-30), single(math.pi / 2)
PER_TURN, PER_HALF_TURN = single(0.5 / math.pi), single(1 / math.pi)
ARC_TANGENT = tuple(
    single(number) for number in (0.99997726, -0.33262347, 0.19354346, -0.11643287, 0.05265332, -0.0117212)
)


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
def arc_tangent(x: float) -> float:
    """atan(x) for |x| ≤ 1 within 2e-5, a five-thousandth of a pixel of any environment, at a third of the time.

    Hastings 1955, "Approximations for Digital Computers", sheet 13.
    """
    a, b, c, d, e, f = ARC_TANGENT
    s = x * x
    return x * (a + s * (b + s * (c + s * (d + s * (e + s * f)))))


@inline
def angle(across: float, along: float) -> float:
    """The angle of (along, across) from the first axis, −π … π; 0 at the origin."""
    a, b = abs(along), abs(across)
    turn = arc_tangent(min(a, b) / max(a, b, LEAST))
    turn = RIGHT_ANGLE - turn if b > a else turn
    turn = PI - turn if along < ZERO else turn
    return -turn if across < ZERO else turn


@inline
def place(x: float, y: float, z: float) -> tuple[float, float]:
    """Where unit direction (x, y, z) lies in an equirectangular picture, 0 … 1 from the left and from the top."""
    return angle(z, x) * PER_TURN + HALF, angle(math.sqrt(x * x + z * z), y) * PER_HALF_TURN


@inline
def look_up(picture: NDArray[np.float32], x: float, y: float, z: float) -> tuple[float, float, float]:
    """The picture (H, W, 3) in unit direction (x, y, z), bilinear, wrapping around."""
    left, top = place(x, y, z)
    return look_up_at(picture, left, top)


@inline
def look_up_at(picture: NDArray[np.float32], left: float, top: float) -> tuple[float, float, float]:
    """The picture (H, W, 3) at a `place`, bilinear, wrapping around."""
    return mixed(picture, neighbours(picture.shape[0], picture.shape[1], left, top))


@inline
def look_up_smooth(picture: NDArray[np.float32], x: float, y: float, z: float) -> tuple[float, float, float]:
    """The picture (H, W, 3) in unit direction (x, y, z) where its pixels are seen large: by cubic B-splines.

    Four bilinear looks are the sixteen pixels of a spline: Sigg and Hadwiger 2005, GPU Gems 2, chapter 20.
    """
    height, width = picture.shape[0], picture.shape[1]
    left, top = place(x, y, z)
    u0, u1, u_share = spline(left * width - 0.5)
    v0, v1, v_share = spline(top * height - 0.5)
    r, g, b = 0.0, 0.0, 0.0
    for u, across in ((u0, 1.0 - u_share), (u1, u_share)):
        for v, down in ((v0, 1.0 - v_share), (v1, v_share)):
            s, t, w = look_up_at(picture, (u + 0.5) / width, (v + 0.5) / height)
            share = across * down
            r, g, b = r + s * share, g + t * share, b + w * share
    return r, g, b


@inline
def spline(at: float) -> tuple[float, float, float]:
    """Two places whose linear mixtures are a cubic B-spline at `at`, and the second's share."""
    first = math.floor(at)
    t = at - first
    w0, w1 = (1.0 - t) ** 3 / 6.0, (4.0 - 6.0 * t * t + 3.0 * t**3) / 6.0
    w3 = t**3 / 6.0
    w2 = 1.0 - w0 - w1 - w3
    return first - 1.0 + w1 / (w0 + w1), first + 1.0 + w3 / (w2 + w3), w2 + w3


Neighbours = tuple[int, int, int, int, float, float]
"""Row, the row below, column, the column to its right, and how far the place lies towards the latter two, 0 … 1."""


@inline
def neighbours(height: int, width: int, left: float, top: float) -> Neighbours:
    """The four pixels around a `place`: columns wrap around, rows end at the poles."""
    u = left * width - 0.5
    v = min(max(top * height - 0.5, 0.0), height - 1.0)
    column, row = math.floor(u), int(v)
    # No place is further than one turn away, and no division as quick as two looks.
    first = int(column)
    first = first + width if first < 0 else first
    first = first - width if first >= width else first
    return row, min(row + 1, height - 1), first, first + 1 if first + 1 < width else 0, u - column, v - row


@inline
def mixed(picture: NDArray[np.float32], around: Neighbours) -> tuple[float, float, float]:
    """The mean of four pixels of a picture (H, W, 3), weighed by nearness."""
    row, below, first, second, fu, fv = around
    w00, w01 = (1.0 - fu) * (1.0 - fv), fu * (1.0 - fv)
    w10, w11 = (1.0 - fu) * fv, fu * fv
    return (
        picture[row, first, 0] * w00
        + picture[row, second, 0] * w01
        + picture[below, first, 0] * w10
        + picture[below, second, 0] * w11,
        picture[row, first, 1] * w00
        + picture[row, second, 1] * w01
        + picture[below, first, 1] * w10
        + picture[below, second, 1] * w11,
        picture[row, first, 2] * w00
        + picture[row, second, 2] * w01
        + picture[below, first, 2] * w10
        + picture[below, second, 2] * w11,
    )
