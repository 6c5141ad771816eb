"""Directions to look in: low-discrepancy, the same on every run."""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline, kernel

Floats = NDArray[np.float32]

# The plastic number's powers: Roberts' R2 sequence, https://extremelearning.com.au/unreasonable-effectiveness-of-quasirandom-sequences.
R2_FIRST, R2_SECOND = 0.7548776662466927, 0.5698402909980532


@inline
def scramble(value: int) -> float:
    """A number in 0..1 from a point's number, unlike its neighbours'."""
    x = (value ^ 61 ^ (value >> 16)) & 0xFFFFFFFF
    x = (x + (x << 3)) & 0xFFFFFFFF
    x = (x ^ (x >> 4)) & 0xFFFFFFFF
    x = (x * 0x27D4EB2D) & 0xFFFFFFFF
    x = (x ^ (x >> 15)) & 0xFFFFFFFF
    return x / 4294967296.0


@inline
def pair(point: int, number: int) -> tuple[float, float]:
    """Sample `number` of `point` in the unit square."""
    a = scramble(2 * point) + number * R2_FIRST
    b = scramble(2 * point + 1) + number * R2_SECOND
    return a - math.floor(a), b - math.floor(b)


TABLE = 1 << 14
"""Directions that are worked out once: rays take a run of them, and any run of the sequence is spread evenly."""


def squares() -> NDArray[np.float64]:
    """(TABLE, 2) the sequence in the unit square."""
    return np.asarray(np.arange(TABLE)[:, None] * np.array([R2_FIRST, R2_SECOND]) % 1.0)


@cache
def hemisphere() -> Floats:
    """(TABLE, 3) cosine-weighted directions around +Z."""
    s, t = squares().T
    radius, phi = np.sqrt(s), 2 * np.pi * t
    return np.stack([radius * np.cos(phi), radius * np.sin(phi), np.sqrt(1 - s)], axis=1).astype(np.float32)


@inline
def begin(point: int, rays: int) -> int:
    """Where in a table the run of `rays` of a point begins."""
    return int(scramble(point) * (TABLE - rays))


@inline
def basis(x: float, y: float, z: float) -> tuple[float, float, float, float, float, float]:
    """Two unit vectors square to (x, y, z) and to each other. Duff et al. 2017, https://jcgt.org/published/0006/01/01/."""
    sign = 1.0 if z >= 0.0 else -1.0
    a = -1.0 / (sign + z)
    b = x * y * a
    return 1.0 + sign * x * x * a, sign * b, -sign * x, b, sign + y * y * a, -y


@kernel
def cosine_rays(
    points: Floats, normals: Floats, first: int, rays: int, lift: float, table: Floats, origins: Floats, toward: Floats
) -> None:
    """`rays` cosine-weighted rays from each point, which is number `first` + its row; they start `lift` above it.

    `table` is `hemisphere()`.
    """
    for p in range(points.shape[0]):
        nx, ny, nz = normals[p, 0], normals[p, 1], normals[p, 2]
        ax, ay, az, bx, by, bz = basis(nx, ny, nz)
        entry = begin(first + p, rays)
        for row in range(p * rays, (p + 1) * rays):
            u, v, w = table[entry, 0], table[entry, 1], table[entry, 2]
            toward[row, 0] = ax * u + bx * v + nx * w
            toward[row, 1] = ay * u + by * v + ny * w
            toward[row, 2] = az * u + bz * v + nz * w
            origins[row, 0] = points[p, 0] + nx * lift
            origins[row, 1] = points[p, 1] + ny * lift
            origins[row, 2] = points[p, 2] + nz * lift
            entry += 1


@kernel
def lobe_rays(
    points: Floats,
    normals: Floats,
    views: Floats,
    first: int,
    rays: int,
    alpha: float,
    lift: float,
    origins: Floats,
    toward: Floats,
) -> None:
    """`rays` reflections of `views` (unit, away from the eye) off GGX facets around each normal."""
    for p in range(points.shape[0]):
        nx, ny, nz = normals[p, 0], normals[p, 1], normals[p, 2]
        ax, ay, az, bx, by, bz = basis(nx, ny, nz)
        for i in range(rays):
            s, t = pair(first + p, i)
            cosine = math.sqrt((1.0 - s) / (1.0 + (alpha * alpha - 1.0) * s))
            sine, phi = math.sqrt(max(0.0, 1.0 - cosine * cosine)), 2.0 * math.pi * t
            u, v = sine * math.cos(phi), sine * math.sin(phi)
            hx, hy, hz = ax * u + bx * v + nx * cosine, ay * u + by * v + ny * cosine, az * u + bz * v + nz * cosine
            turn = 2.0 * (views[p, 0] * hx + views[p, 1] * hy + views[p, 2] * hz)
            x, y, z = views[p, 0] - turn * hx, views[p, 1] - turn * hy, views[p, 2] - turn * hz
            below = x * nx + y * ny + z * nz
            if below < 0.02:
                x, y, z = x + nx * (0.02 - below), y + ny * (0.02 - below), z + nz * (0.02 - below)
            length = math.sqrt(x * x + y * y + z * z)
            row = p * rays + i
            toward[row, 0], toward[row, 1], toward[row, 2] = x / length, y / length, z / length
            origins[row, 0] = points[p, 0] + nx * lift
            origins[row, 1] = points[p, 1] + ny * lift
            origins[row, 2] = points[p, 2] + nz * lift
