"""Which triangles of a product somebody outside of it can see."""

import math

import numpy as np
from embreex.mesh_construction import TriangleMesh  # type: ignore[import-untyped]
from embreex.rtcore_scene import EmbreeScene  # type: ignore[import-untyped]
from numpy.typing import NDArray

from renderer.jit import inline, kernel

Array = NDArray[np.float64]
Singles = NDArray[np.float32]
Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]

ROUNDS = (4, 4, 8, 16, 32, 64, 128)
"""Rays from each patch of a triangle that none has escaped from so far: what is left after 256 of them is hidden."""
PATCHES = 300
"""How many times longer the diagonal is than a patch, so that a large triangle is seen by any corner of it."""
CHUNK = 1 << 18
LIFT_M = 1e-4
"""How far in front of a triangle its rays begin."""
SEED = 7
CHANCES = 4
"""Random numbers that a ray takes: two for where it goes, two for where it begins. Of single floats one in sixteen
million is 0, and its ray runs along the surface."""
CLOSED = {"floor": (1, -1.0), "table": (1, -1.0), "wall": (2, -1.0)}
"""The side of the bounding box, as axis and direction, through which nobody looks."""
NOWHERE = (-1, 0.0)


class Sight:
    """Lines of sight among blockers (m, 3, 3), metres; `placement` is a product's, see `CLOSED`."""

    def __init__(self, blockers: Array, placement: str | None) -> None:
        self._box = np.stack([blockers.min(axis=(0, 1)), blockers.max(axis=(0, 1))])
        self._closed = CLOSED.get(placement or "", NOWHERE)
        self._scene = EmbreeScene(robust=True)
        self._mesh = TriangleMesh(self._scene, np.ascontiguousarray(blockers, np.float32))

    def seen(self, corners: Array, *, both_sides: bool) -> Mask:
        """Which triangles (m, 3, 3) somebody outside can see from in front, or from either side."""
        rng = np.random.default_rng(SEED)
        normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        area = np.linalg.norm(normals, axis=1) / 2
        unit = normals / np.maximum(2 * area, np.finfo(np.float64).tiny)[:, None]
        patches = np.ceil(area / np.square(np.linalg.norm(self._box[1] - self._box[0]) / PATCHES)).astype(np.int64)
        seen = np.zeros(len(corners), np.bool_)
        for count in ROUNDS:
            waiting = np.flatnonzero(~seen)
            rays = np.repeat(waiting, np.maximum(patches[waiting], 1) * count)
            for some in np.split(rays, range(CHUNK, len(rays), CHUNK)):
                self._look(corners, unit, some[~seen[some]], rng, both_sides=both_sides, seen=seen)
        return seen

    def _look(
        self, corners: Array, unit: Array, rays: Numbers, rng: np.random.Generator, *, both_sides: bool, seen: Mask
    ) -> None:
        """Mark as `seen` the triangles, one for each of `rays`, that a ray leaves the product from."""
        if not len(rays):
            return
        origins, toward = np.empty((2, len(rays), 3), np.float32)
        cast(corners, unit, rays, rng.random((len(rays), CHANCES)), both_sides, origins, toward)
        free = self._scene.run(origins, toward, query="OCCLUDED") != 0
        mark(origins, toward, free, rays, self._box, self._closed, seen)


@kernel
def cast(
    corners: Array, unit: Array, rays: Numbers, chances: Array, both_sides: bool, origins: Singles, toward: Singles
) -> None:
    """Fill in an origin on the triangle of each ray and a direction over its front, or over either side (n, 3)."""
    for ray in range(len(rays)):
        triangle = rays[ray]
        up = 2.0 * chances[ray, 0] - 1.0
        ring, turn = math.sqrt(max(1.0 - up * up, 0.0)), 2.0 * math.pi * chances[ray, 1]
        x, y, z = ring * math.cos(turn), ring * math.sin(turn), up
        facing = 1.0
        if x * unit[triangle, 0] + y * unit[triangle, 1] + z * unit[triangle, 2] < 0.0:
            if both_sides:
                facing = -1.0
            else:
                x, y, z = -x, -y, -z
        toward[ray, 0], toward[ray, 1], toward[ray, 2] = x, y, z
        # Even over the triangle: https://doi.org/10.1145/571647.571648, 4.2
        across, along = math.sqrt(chances[ray, 2]), chances[ray, 3]
        for axis in range(3):
            first, second, third = corners[triangle, 0, axis], corners[triangle, 1, axis], corners[triangle, 2, axis]
            edge = second + along * (third - second)
            origins[ray, axis] = first + across * (edge - first) + unit[triangle, axis] * facing * LIFT_M


@kernel
def mark(
    origins: Singles,
    toward: Singles,
    free: Mask,
    rays: Numbers,
    box: Array,
    closed: tuple[int, float],
    seen: Mask,
) -> None:
    """Mark the triangles of those rays that are `free` and do not leave the `box` (2, 3) through its `closed` side."""
    axis, side = closed
    for ray in range(len(rays)):
        if free[ray] and not leaves_by(origins, toward, ray, box, axis, side):
            seen[rays[ray]] = True


@inline
def leaves_by(origins: Singles, toward: Singles, ray: int, box: Array, axis: int, side: float) -> bool:
    """Whether a ray goes through that side of the `box`; no ray does where `axis` is no axis."""
    if axis < 0 or toward[ray, axis] * side <= 0.0:
        return False
    plane = box[0, axis] if side < 0.0 else box[1, axis]
    way = max((plane - origins[ray, axis]) / toward[ray, axis], 0.0)
    for other in range(3):
        at = origins[ray, other] + toward[ray, other] * way
        # Single floats put what begins beside an edge on it.
        if other != axis and not box[0, other] - LIFT_M < at < box[1, other] + LIFT_M:
            return False
    return True
