"""The picture at half resolution: where light is gathered, since light varies slowly."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.recipe import Shot
from renderer.studio.bake.normals import mixed, smooth_normals
from renderer.studio.bake.peel import last_directions, peel
from renderer.studio.bake.rays import pixel_angle, pixel_rays
from renderer.studio.bake.tracer import Tracer
from renderer.studio.scene import OPAQUE, Scene

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

STEP = 2
"""Pixels a side of a block: light changes slower than that, and a quarter of the rays do."""


@dataclass(frozen=True)
class Half:
    """Opaque points seen through the middles of 2 × 2 blocks of pixels."""

    width: int
    height: int
    pixel: Ints
    """(P,) row · width + column of the points, ascending."""
    position: Floats
    normal: Floats
    view: Floats
    material: Ints
    footprint: Floats
    """(P,) metres from one point to the next, where the surface faces the eye."""

    def index(self) -> Ints:
        """(height, width) the number of the point in each place, -1 where there is none."""
        index = np.full(self.width * self.height, -1, np.int32)
        index[self.pixel] = np.arange(len(self.pixel), dtype=np.int32)
        return index.reshape(self.height, self.width)


def half_resolution(tracer: Tracer, scene: Scene, shot: Shot) -> Half:
    """Trace one ray a block; what is not opaque is looked through."""
    width, height = -(-shot.width // STEP), -(-shot.height // STEP)
    number = np.arange(width * height)
    x, y = (number % width + 0.5) * STEP, (number // width + 0.5) * STEP
    origins, rays = pixel_rays(shot, x.astype(np.float32), y.astype(np.float32))
    chains = peel(tracer, scene, origins, rays)
    last = np.maximum((chains.triangle >= 0).sum(axis=1) - 1, 0)
    triangle = chains.triangle[number, last]
    solid = (triangle >= 0) & (scene.kinds[scene.material[np.maximum(triangle, 0)]] == OPAQUE)
    rows = np.flatnonzero(solid)
    triangle, view = triangle[rows], last_directions(chains, rays)[rows]
    u, v = (array[rows, last[rows]] for array in (chains.u, chains.v))
    normal = smooth_normals(scene, triangle, u, v)
    away = np.einsum("nx,nx->n", normal, view) > 0
    return Half(
        width=width,
        height=height,
        pixel=rows.astype(np.int32),
        position=mixed(scene.positions, triangle, np.stack([1 - u - v, u, v], axis=1)),
        normal=np.where(away[:, None], -normal, normal).astype(np.float32),
        view=np.ascontiguousarray(view),
        material=scene.material[triangle],
        footprint=chains.distance[rows, last[rows]] * np.float32(STEP * pixel_angle(shot)),
    )
