"""Rays that go where the sky's light comes from, so that small bright lamps make neither noise nor fireflies.

Together with cosine-weighted rays by the balance heuristic of Veach 1997, chapter 9,
https://graphics.stanford.edu/papers/veach_thesis/.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.color import LUMINANCE
from renderer.environment.sphere import place, solid_angles
from renderer.jit import inline, kernel
from renderer.studio.bake.sampling import begin, squares

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


LampTable = tuple[Floats, Floats, Floats]
"""What kernels are told of `Lamps`: directions, their radiance and their density."""


@dataclass(frozen=True)
class Lamps:
    """A whole environment, ready to be sampled by luminance."""

    density: Floats
    """(H, W) rays per steradian for each ray in all."""
    table: LampTable
    """Directions (TABLE, 3) of that density, the radiance (TABLE, 3) from there and their density (TABLE,)."""


def sample_lamps(picture: Floats) -> Lamps:
    """Weigh each pixel by luminance and size."""
    height, width = picture.shape[:2]
    luminance = picture.astype(np.float64) @ LUMINANCE + 1e-9
    weight = luminance * solid_angles(height, width)
    density = (luminance / weight.sum()).astype(np.float32)
    cell, across, down = cells(np.cumsum(weight.reshape(-1)) / weight.sum())
    row, column = np.divmod(cell, width)
    upper, lower = np.cos(row / height * np.pi), np.cos((row + 1) / height * np.pi)
    toward = from_sphere(upper + (lower - upper) * down, (column + across) / width)
    return Lamps(density, (toward, picture.reshape(-1, 3)[cell], density.reshape(-1)[cell]))


def cells(cumulative: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """(TABLE,) cells drawn by a running share of something, and the place of a ray in each, across and down, 0 … 1."""
    s, t = squares().T
    cell = np.minimum(np.searchsorted(cumulative, s), len(cumulative) - 1)
    below = np.where(cell > 0, cumulative[cell - 1], 0.0)
    return cell, np.clip((s - below) / np.maximum(cumulative[cell] - below, 1e-15), 0, 1), t


def from_sphere(y: NDArray[np.float64], left: NDArray[np.float64]) -> Floats:
    """Unit directions (n, 3) at the height `y` and 0 … 1 from the `left` of an equirectangular picture."""
    ring, phi = np.sqrt(np.maximum(1 - y * y, 0)), (left - 0.5) * 2 * np.pi
    return np.ascontiguousarray(np.stack([ring * np.cos(phi), y, ring * np.sin(phi)], axis=1), np.float32)


@inline
def pixel_of(x: float, y: float, z: float, height: int, width: int) -> tuple[int, int]:
    """Row and column of the pixel in unit direction (x, y, z)."""
    left, top = place(x, y, z)
    return min(int(top * height), height - 1), min(max(int(left * width), 0), width - 1)


@kernel
def rays_to_lamps(
    points: Floats,
    normals: Floats,
    first: int,
    rays: int,
    lift: float,
    table: LampTable,
    origins: Floats,
    toward: Floats,
    of: Ints,
    entries: Ints,
) -> int:
    """Those of `rays` from each point, `table`'s, that leave it above its surface: how many, of which, and entries."""
    count = 0
    for p in range(points.shape[0]):
        nx, ny, nz = normals[p, 0], normals[p, 1], normals[p, 2]
        entry = begin(first + p, rays)
        for e in range(entry, entry + rays):
            x, y, z = table[0][e, 0], table[0][e, 1], table[0][e, 2]
            if x * nx + y * ny + z * nz <= 0.0:
                continue
            toward[count, 0], toward[count, 1], toward[count, 2] = x, y, z
            origins[count, 0], origins[count, 1], origins[count, 2] = (
                points[p, 0] + nx * lift,
                points[p, 1] + ny * lift,
                points[p, 2] + nz * lift,
            )
            of[count], entries[count] = p, e
            count += 1
    return count


@kernel
def add_lamps(
    of: Ints,
    entries: Ints,
    blocked: NDArray[np.bool_],
    origins: Floats,
    normals: Floats,
    counts: tuple[int, int],
    table: LampTable,
    has_ground: bool,
    into: Floats,
    every: Floats,
) -> None:
    """Add what `counts[1]` rays toward lamps bring to points `of`, beside `counts[0]` cosine-weighted ones.

    `into` takes what arrives, `every` what would arrive if nothing were in the way.
    """
    toward, radiance, density = table
    for k in range(len(blocked)):
        p, e = of[k], entries[k]
        is_blocked = blocked[k] or (has_ground and toward[e, 1] < -1e-4 and origins[k, 1] > 0.0)
        share = toward[e, 0] * normals[p, 0] + toward[e, 1] * normals[p, 1] + toward[e, 2] * normals[p, 2]
        share /= math.pi
        weight = share / (counts[0] * share + counts[1] * density[e])
        for axis in range(3):
            every[p, axis] += radiance[e, axis] * weight
            if not is_blocked:
                into[p, axis] += radiance[e, axis] * weight


SkyPicture = tuple[Floats, Floats]
"""What kernels are told of the sky: radiance and the density of rays toward lamps, by direction."""


@inline
def cosine_share(
    sky: SkyPicture, x: float, y: float, z: float, cosine: float, counts: tuple[int, int]
) -> tuple[float, float, float]:
    """What one cosine-weighted ray brings from the sky, beside rays with the lamps' density."""
    picture, density = sky
    row, column = pixel_of(x, y, z, picture.shape[0], picture.shape[1])
    share = cosine / math.pi
    weight = share / (counts[0] * share + counts[1] * density[row, column])
    return picture[row, column, 0] * weight, picture[row, column, 1] * weight, picture[row, column, 2] * weight
