"""The light that level ground gets from an environment, and how much of it something keeps away."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.color import LUMINANCE
from renderer.environment.sphere import directions, solid_angles
from renderer.jit import kernel
from renderer.studio.bake.sampling import begin
from renderer.studio.bake.sky import cells, from_sphere
from renderer.studio.bake.tracer import CHUNK, Tracer

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

MOST_RAYS = 128
"""That one point may have: all of a point are a run of the table."""


@dataclass(frozen=True)
class Sky:
    """The upper half of an environment, ready to be sampled by the light it sends down."""

    toward: Floats
    """(TABLE, 3) directions, as dense as the luminance that comes from there to level ground."""
    share: Floats
    """(TABLE, 3) of what a channel has in all, by the rays in all, is what such a ray brings."""
    total: NDArray[np.float64]
    """(3,) irradiance / π on level ground that nothing shades."""


def sample_sky(picture: Floats) -> Sky:
    """Weigh each pixel of the upper half of (H, W, 3) by luminance, height above the horizon and size."""
    height, width = picture.shape[:2]
    upper = picture[: height // 2].astype(np.float64)
    level = directions(height, width)[: height // 2, :, 1] * solid_angles(height, width)[: height // 2] / np.pi
    total = np.maximum((upper * level[..., None]).sum(axis=(0, 1)), 1e-9)
    luminance = upper @ LUMINANCE
    weight = (luminance * level).reshape(-1) + 1e-12
    cell, across, down = cells(np.cumsum(weight) / weight.sum())
    row, column = np.divmod(cell, width)
    toward = from_sphere(np.cos((row + down) / height * np.pi), (column + across) / width)
    tint = upper.reshape(-1, 3)[cell] / (luminance.reshape(-1)[cell] + 1e-12)[:, None]
    return Sky(toward, (tint * (total @ LUMINANCE / total)).astype(np.float32), total)


def ground_shade(solid: Tracer, sky: Sky, points: Floats, number: Rows, rays: range, lift: float) -> Floats:
    """(P, 3) the share of the sky's light that is kept from ground `points` (P, 3), by colour channel.

    Of the rays of each, which go by its `number` (P,), these `rays` are asked; there are `MOST_RAYS`.
    """
    shade = np.zeros((len(points), 3), np.float32)
    batch = max(1, CHUNK // len(rays))
    for first in range(0, len(points), batch):
        some = slice(first, first + batch)
        origins, toward = (np.empty((len(points[some]) * len(rays), 3), np.float32) for _ in range(2))
        rays_to_sky(points[some], number[some], (rays.start, rays.stop), lift, sky.toward, origins, toward)
        blocked = solid.blocked(origins, toward)
        add_shade(blocked, number[some], (rays.start, rays.stop), sky.share, shade[some])
    return np.clip(shade, 0, 1)


@kernel
def rays_to_sky(
    points: Floats,
    number: Rows,
    rays: tuple[int, int],
    lift: float,
    table: Floats,
    origins: Floats,
    toward: Floats,
) -> None:
    """Fill in the rays from number `rays[0]` to before `rays[1]` of each point; they start `lift` above it."""
    k = 0
    for p in range(len(points)):
        entry = begin(number[p], MOST_RAYS)
        for e in range(entry + rays[0], entry + rays[1]):
            toward[k, 0], toward[k, 1], toward[k, 2] = table[e, 0], table[e, 1], table[e, 2]
            origins[k, 0], origins[k, 1], origins[k, 2] = points[p, 0], points[p, 1] + lift, points[p, 2]
            k += 1


@kernel
def add_shade(blocked: NDArray[np.bool_], number: Rows, rays: tuple[int, int], share: Floats, shade: Floats) -> None:
    """Add to `shade` (P, 3) the share of each ray that is blocked."""
    count, k = rays[1] - rays[0], 0
    for p in range(len(shade)):
        entry = begin(number[p], MOST_RAYS)
        for e in range(entry + rays[0], entry + rays[1]):
            if blocked[k]:
                for axis in range(3):
                    shade[p, axis] += share[e, axis] / count
            k += 1
