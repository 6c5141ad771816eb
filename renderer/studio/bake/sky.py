"""Rays that go where the sky's light comes from, so that small bright lamps make neither noise nor fireflies.

For the ground alone, and together with cosine-weighted rays by the balance heuristic of Veach 1997, chapter 9,
https://graphics.stanford.edu/papers/veach_thesis/.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.color import LUMINANCE
from renderer.environment.sphere import directions, solid_angles
from renderer.jit import inline, kernel
from renderer.studio.bake.sampling import pair
from renderer.studio.bake.tracer import CHUNK, Tracer

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


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


@dataclass(frozen=True)
class Lamps:
    """A whole environment, ready to be sampled by luminance."""

    picture: Floats
    """(H, W, 3) radiance by direction."""
    cumulative: NDArray[np.float64]
    """(H · W,) running share of the luminance."""
    density: Floats
    """(H, W) rays per steradian for each ray in all."""


def sample_lamps(picture: Floats) -> Lamps:
    """Weigh each pixel by luminance and size."""
    height, width = picture.shape[:2]
    luminance = picture.astype(np.float64) @ LUMINANCE + 1e-9
    weight = luminance * solid_angles(height, width)
    total = weight.sum()
    return Lamps(picture, np.cumsum(weight.reshape(-1)) / total, (luminance / total).astype(np.float32))


@inline
def pixel_of(x: float, y: float, z: float, height: int, width: int) -> tuple[int, int]:
    """Row and column of the pixel in unit direction (x, y, z)."""
    column = int((math.atan2(z, x) / (2.0 * math.pi) + 0.5) * width)
    row = int(math.acos(min(1.0, max(-1.0, y))) / math.pi * height)
    return min(row, height - 1), min(max(column, 0), width - 1)


@kernel
def rays_to_lamps(
    points: Floats,
    normals: Floats,
    first: int,
    rays: int,
    lift: float,
    lamps: tuple[Floats, NDArray[np.float64], Floats],
    origins: Floats,
    toward: Floats,
    cosine: Floats,
) -> None:
    """`rays` from each point with the lamps' density; `cosine` is to the normal, negative below the surface."""
    height, width = lamps[0].shape[0], lamps[0].shape[1]
    cumulative = lamps[1]
    for p in range(points.shape[0]):
        nx, ny, nz = normals[p, 0], normals[p, 1], normals[p, 2]
        for i in range(rays):
            s, t = pair(first + p, i)
            cell = min(int(np.searchsorted(cumulative, s)), len(cumulative) - 1)
            below = cumulative[cell - 1] if cell else 0.0
            part = (s - below) / max(cumulative[cell] - below, 1e-15)
            row, column = cell // width, cell % width
            upper, lower = math.cos(row / height * math.pi), math.cos((row + 1) / height * math.pi)
            y = upper + (lower - upper) * t
            ring = math.sqrt(max(0.0, 1.0 - y * y))
            phi = ((column + min(max(part, 0.0), 1.0)) / width - 0.5) * 2.0 * math.pi
            x, z = ring * math.cos(phi), ring * math.sin(phi)
            k = p * rays + i
            toward[k, 0], toward[k, 1], toward[k, 2] = x, y, z
            origins[k, 0], origins[k, 1], origins[k, 2] = (
                points[p, 0] + nx * lift,
                points[p, 1] + ny * lift,
                points[p, 2] + nz * lift,
            )
            cosine[k] = x * nx + y * ny + z * nz


@kernel
def add_lamps(
    of: NDArray[np.int64],
    blocked: NDArray[np.bool_],
    origins: Floats,
    toward: Floats,
    cosine: Floats,
    counts: tuple[int, int],
    lamps: tuple[Floats, NDArray[np.float64], Floats],
    has_ground: bool,
    into: Floats,
    every: Floats,
) -> None:
    """Add what `counts[1]` rays toward lamps bring to points `of`, beside `counts[0]` cosine-weighted ones.

    `into` takes what arrives, `every` what would arrive if nothing were in the way.
    """
    picture, density = lamps[0], lamps[2]
    for k in range(len(blocked)):
        is_blocked = blocked[k] or (has_ground and toward[k, 1] < -1e-4 and origins[k, 1] > 0.0)
        row, column = pixel_of(toward[k, 0], toward[k, 1], toward[k, 2], picture.shape[0], picture.shape[1])
        share = cosine[k] / math.pi
        weight = share / (counts[0] * share + counts[1] * density[row, column])
        for axis in range(3):
            every[of[k], axis] += picture[row, column, axis] * weight
            if not is_blocked:
                into[of[k], axis] += picture[row, column, axis] * weight


@inline
def cosine_share(
    lamps: tuple[Floats, NDArray[np.float64], Floats],
    x: float,
    y: float,
    z: float,
    cosine: float,
    counts: tuple[int, int],
) -> tuple[float, float, float]:
    """What one cosine-weighted ray brings from the sky, beside rays with the lamps' density."""
    picture, density = lamps[0], lamps[2]
    row, column = pixel_of(x, y, z, picture.shape[0], picture.shape[1])
    share = cosine / math.pi
    weight = share / (counts[0] * share + counts[1] * density[row, column])
    return picture[row, column, 0] * weight, picture[row, column, 1] * weight, picture[row, column, 2] * weight


def ground_shade(solid: Tracer, sky: Sky, points: Floats, rays: int, lift: float) -> Floats:
    """(P, 3) the share of the sky's light that is kept from ground `points` (P, 3), by colour channel."""
    shade = np.zeros((len(points), 3), np.float32)
    batch = max(1, CHUNK // rays)
    for first in range(0, len(points), batch):
        rows = slice(first, first + batch)
        origins, toward = (np.empty((len(points[rows]) * rays, 3), np.float32) for _ in range(2))
        weight = np.empty((len(origins), 3), np.float32)
        rays_to_sky(points[rows], first, rays, lift, sky.picture, sky.cumulative, origins, toward, weight)
        kept = solid.blocked(origins, toward)[:, None] * weight
        shade[rows] = kept.reshape(-1, rays, 3).mean(axis=1)
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
