"""Where stacks of samples have their middle: what stands for a share of a pixel is read there and not in its corner."""

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline, kernel
from renderer.studio.bake.visible import Samples, Stacks
from renderer.studio.vectors import Vector, cross, dot

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

BEYOND = -1.0
"""Least barycentric coordinate: how far a triangle may be read beyond its sides, in its own size."""
FLAT = 1e-4
"""Cosine to the surface below which a ray slides along it and has no place there."""


def middles(samples: Samples, stacks: Stacks) -> Floats:
    """(s, 3) mean directions of the samples of each stack, not of unit length."""
    count = len(stacks.pixel)
    sums = [np.bincount(stacks.of_sample, samples.directions[:, axis], count) for axis in range(3)]
    return np.stack(sums, axis=1).astype(np.float32)


def read_in_the_middle(
    positions: Floats, triangle: Ints, eye: Floats, toward: Floats, u: Floats, v: Floats
) -> tuple[Floats, Floats]:
    """Barycentric `u`, `v` (n,) of places on triangles, moved to where rays `toward` (n, 3) meet them."""
    u, v = u.copy(), v.copy()
    move(positions, triangle, eye, toward, u, v)
    return u, v


@kernel
def move(positions: Floats, triangle: Ints, eye: Floats, toward: Floats, u: Floats, v: Floats) -> None:
    """Move `u` and `v` on the planes of their triangles, no farther than `BEYOND` allows."""
    for i in range(len(triangle)):
        corners = positions[triangle[i]]
        a = apart(corners, 1)
        b = apart(corners, 2)
        n = (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
        d = (float(toward[i, 0]), float(toward[i, 1]), float(toward[i, 2]))
        from_eye = (corners[0, 0] - eye[0], corners[0, 1] - eye[1], corners[0, 2] - eye[2])
        area = dot(n, n)
        facing = dot(n, d)
        if facing * facing <= FLAT * FLAT * area * dot(d, d):
            continue
        reach = dot(n, from_eye) / facing
        p = (d[0] * reach - from_eye[0], d[1] * reach - from_eye[1], d[2] * reach - from_eye[2])
        to_u, to_v = dot(cross(p, b), n) / area - u[i], dot(cross(a, p), n) / area - v[i]
        share = min(room(u[i], to_u), room(v[i], to_v), room(1.0 - u[i] - v[i], -to_u - to_v))
        u[i] += share * to_u
        v[i] += share * to_v


@inline
def room(value: float, step: float) -> float:
    """How much of `step` a barycentric coordinate may take before it falls below `BEYOND`, at most all of it."""
    return (BEYOND - value) / step if value + step < BEYOND else 1.0


@inline
def apart(corners: Floats, which: int) -> Vector:
    """The way from the first corner of a triangle (3, 3) to another."""
    return corners[which, 0] - corners[0, 0], corners[which, 1] - corners[0, 1], corners[which, 2] - corners[0, 2]
