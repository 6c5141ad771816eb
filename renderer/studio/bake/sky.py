"""How much of the sky's light the ground loses: rays go where light comes from, so that shadows have little noise."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.environment.sphere import directions, solid_angles
from renderer.jit import kernel
from renderer.studio.bake.sampling import pair
from renderer.studio.bake.tracer import CHUNK, Tracer

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

LUMINANCE = np.array((0.2126, 0.7152, 0.0722))


@dataclass(frozen=True)
class Sky:
    """The upper half of an environment, ready to be sampled by the light it sends down."""

    picture: Floats
    """(H, W, 3) radiance by direction."""
    cumulative: NDArray[np.float64]
    """(H / 2 · W,) running share of the light on level ground."""
    total: NDArray[np.float64]
    """(3,) irradiance / π on level ground that nothing shades."""


def sample_sky(picture: Floats) -> Sky:
    """Weigh each pixel of the upper half by luminance, height above the horizon and size."""
    height, width = picture.shape[:2]
    upper = picture[: height // 2].astype(np.float64)
    level = directions(height, width)[: height // 2, :, 1] * solid_angles(height, width)[: height // 2] / np.pi
    total = (upper * level[..., None]).sum(axis=(0, 1))
    weight = (upper @ LUMINANCE * level).reshape(-1) + 1e-12
    return Sky(picture, np.cumsum(weight) / weight.sum(), np.maximum(total, 1e-9))


def ground_shade(solid: Tracer, sky: Sky, points: Floats, rays: int, lift: float) -> Floats:
    """(P, 3) the share of the sky's light that is kept from ground `points` (P, 3), by colour channel."""
    shade = np.zeros((len(points), 3), np.float32)
    batch = max(1, CHUNK // rays)
    for first in range(0, len(points), batch):
        rows = slice(first, first + batch)
        origins, toward = (np.empty((len(points[rows]) * rays, 3), np.float32) for _ in range(2))
        weight = np.empty((len(origins), 3), np.float32)
        rays_to_sky(points[rows], first, rays, lift, sky.picture, sky.cumulative, origins, toward, weight)
        blocked = (solid.triangles(origins, toward) >= 0)[:, None] * weight
        shade[rows] = blocked.reshape(-1, rays, 3).mean(axis=1)
    scale = sky.total @ LUMINANCE / sky.total
    return np.asarray(np.clip(shade * scale.astype(np.float32), 0, 1), np.float32)


@kernel
def rays_to_sky(
    points: Floats,
    first: int,
    rays: int,
    lift: float,
    picture: Floats,
    cumulative: NDArray[np.float64],
    origins: Floats,
    toward: Floats,
    weight: Floats,
) -> None:
    """Rays with a density of the light's luminance; `weight` is each ray's colour at luminance 1."""
    height, width = picture.shape[0], picture.shape[1]
    for p in range(points.shape[0]):
        for i in range(rays):
            s, t = pair(first + p, i)
            cell = min(int(np.searchsorted(cumulative, s)), len(cumulative) - 1)
            below = cumulative[cell - 1] if cell else 0.0
            part = (s - below) / max(cumulative[cell] - below, 1e-15)
            row, column = cell // width, cell % width
            theta = (row + t) / height * math.pi
            phi = ((column + part) / width - 0.5) * 2.0 * math.pi
            k = p * rays + i
            toward[k, 0] = math.sin(theta) * math.cos(phi)
            toward[k, 1] = math.cos(theta)
            toward[k, 2] = math.sin(theta) * math.sin(phi)
            origins[k, 0], origins[k, 1], origins[k, 2] = points[p, 0], points[p, 1] + lift, points[p, 2]
            r, g, b = picture[row, column, 0], picture[row, column, 1], picture[row, column, 2]
            luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b + 1e-12
            weight[k, 0], weight[k, 1], weight[k, 2] = r / luminance, g / luminance, b / luminance
