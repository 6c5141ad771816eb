"""Light on a surface whose normal map leans: from the hemisphere above the surface itself, not above the normal.

What an open sky brings to the leaning normal is known exactly; what of it comes from below the surface, a lune between
the two horizons, is taken away as the environment's broadest shape has it: radiance as a polynomial of second degree
c + a · l + l · Q l in direction l (Ramamoorthi and Hanrahan 2001, https://graphics.stanford.edu/papers/envmap/).
Integrated over a lune, each of its terms is a function of the angle between the normals alone, tabulated here.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from renderer.environment.sphere import directions, solid_angles
from renderer.jit import inline, melt
from renderer.studio.vectors import Vector, dot, normalized

Array = NDArray[np.float64]
Moments = tuple[Array, Array]
"""The polynomial's coefficients (3, 10) by channel: c, a, and xx, yy, zz, xy, xz, yz of Q; and `lunes`."""
Pair = tuple[float, float]
Shares = tuple[float, float, float, float, float, float, float, float, float, float]
"""What each coefficient counts for."""

ANGLES = 33
"""Entries of the table, by the cosine between the normals, 0 … 1."""
TERMS = 6
"""Integrals over a lune of 1, l·g, l·t, (l·g)², (l·t)² and (l·g)(l·t); g the surface's normal, t square to it."""


def moments(picture: NDArray[np.float32]) -> Moments:
    """The coefficients nearest to an equirectangular `picture` (H, W, 3), and the table of lunes."""
    height, width = picture.shape[:2]
    rays = directions(height, width).reshape(-1, 3)
    light = (picture.astype(np.float64) * solid_angles(height, width)[..., None]).reshape(-1, 3)
    squares = np.einsum("nc,ni,nj->cij", light, rays, rays) - light.sum(axis=0)[:, None, None] * np.eye(3) / 3
    bent = squares * 15 / (8 * np.pi)
    even, tilted = light.sum(axis=0) / (4 * np.pi), light.T @ rays * 3 / (4 * np.pi)
    pairs = ((0, 0), (1, 1), (2, 2), (0, 1), (0, 2), (1, 2))
    return np.column_stack([even, tilted, *(bent[:, i, j] for i, j in pairs)]), lunes()


@cache
def lunes() -> Array:
    """(ANGLES, TERMS) integrals of max(l · n, 0) / π over directions l below the surface."""
    rays = directions(256, 512).reshape(-1, 3)[:, [0, 2, 1]]
    sizes = np.broadcast_to(solid_angles(256, 512), (256, 512)).reshape(-1)
    below = rays[:, 2] < 0
    rays, sizes = rays[below], sizes[below]
    t, g = rays[:, 0], rays[:, 2]
    terms = np.stack([np.ones_like(g), g, t, g * g, t * t, g * t])
    cosine = np.arange(ANGLES) / (ANGLES - 1)
    lit = np.maximum(np.outer(cosine, g) + np.outer(np.sqrt(1 - cosine**2), t), 0) / np.pi
    return np.ascontiguousarray((lit * sizes) @ terms.T)


@melt
def light_below(sky: Moments, surface: Vector, normal: Vector) -> Vector:
    """Irradiance / π on `normal` that would come from below a surface with the normal `surface`, by channel."""
    shape, table = sky
    cosine = min(max(dot(surface, normal), 0.0), 1.0)
    if cosine > 0.9999:
        return 0.0, 0.0, 0.0
    t = normalized(normal[0] - surface[0] * cosine, normal[1] - surface[1] * cosine, normal[2] - surface[2] * cosine)
    at = cosine * (ANGLES - 1.0)
    low = min(int(at), ANGLES - 2)
    part = at - low
    k0 = table[low, 0] + (table[low + 1, 0] - table[low, 0]) * part
    k1 = table[low, 1] + (table[low + 1, 1] - table[low, 1]) * part
    k2 = table[low, 2] + (table[low + 1, 2] - table[low, 2]) * part
    k3 = table[low, 3] + (table[low + 1, 3] - table[low, 3]) * part
    k4 = table[low, 4] + (table[low + 1, 4] - table[low, 4]) * part
    k5 = table[low, 5] + (table[low + 1, 5] - table[low, 5]) * part
    shares = shares_of(surface, t, k0, (k1, k2), (2.0 * k3 + k4 - k0, 2.0 * k4 + k3 - k0, 2.0 * k5))
    return below_in(shape, 0, shares), below_in(shape, 1, shares), below_in(shape, 2, shares)


@inline
def shares_of(g: Vector, t: Vector, even: float, tilted: Pair, bent: Vector) -> Shares:
    """How much each coefficient counts for the lune of `g` and `t`, `bent` for g · Q g, t · Q t and g · Q t.

    Q has no trace: across both g and t it is what those two leave over, and (l · s)² = 1 − (l · g)² − (l · t)².
    """
    gg, tt, gt = bent
    return (
        even,
        tilted[0] * g[0] + tilted[1] * t[0],
        tilted[0] * g[1] + tilted[1] * t[1],
        tilted[0] * g[2] + tilted[1] * t[2],
        gg * g[0] * g[0] + tt * t[0] * t[0] + gt * g[0] * t[0],
        gg * g[1] * g[1] + tt * t[1] * t[1] + gt * g[1] * t[1],
        gg * g[2] * g[2] + tt * t[2] * t[2] + gt * g[2] * t[2],
        2.0 * (gg * g[0] * g[1] + tt * t[0] * t[1]) + gt * (g[0] * t[1] + g[1] * t[0]),
        2.0 * (gg * g[0] * g[2] + tt * t[0] * t[2]) + gt * (g[0] * t[2] + g[2] * t[0]),
        2.0 * (gg * g[1] * g[2] + tt * t[1] * t[2]) + gt * (g[1] * t[2] + g[2] * t[1]),
    )


@inline
def below_in(shape: Array, channel: int, shares: Shares) -> float:
    """One channel of `light_below`."""
    total = 0.0
    for k in range(len(shares)):
        total += shape[channel, k] * shares[k]
    return max(total, 0.0)
