"""Rays off mirrors: the angle kept, and always above the surface."""

import math

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline, kernel
from renderer.studio.bake.normals import mixed_normal
from renderer.studio.vectors import Vector, dot

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Rows = NDArray[np.int64]

ABOVE = 0.02
"""Sine of the least angle at which a ray leaves the plane of its triangle, whatever the interpolated normal says."""


@inline
def reflected(view: Vector, normal: Vector, flat: Vector) -> Vector:
    """Unit `view` reflected at `normal`, on whichever side of it, and kept above the plane with the normal `flat`."""
    turn = -2.0 * dot(view, normal)
    x, y, z = view[0] + turn * normal[0], view[1] + turn * normal[1], view[2] + turn * normal[2]
    lift = max(ABOVE - dot((x, y, z), flat), 0.0)
    x, y, z = x + flat[0] * lift, y + flat[1] * lift, z + flat[2] * lift
    length = math.sqrt(x * x + y * y + z * z)
    return x / length, y / length, z / length


@kernel
def aim(
    of: Ints,
    rows: Rows,
    views: Floats,
    normals: Floats,
    flats: Floats,
    positions: Floats,
    lift: float,
    origins: Floats,
    toward: Floats,
) -> None:
    """Fill `origins` and `toward` (n, 3): `rows` of `views` and `normals`, reflected off fragments `of`.

    `flats` and `positions` are those of the fragments; rays start `lift` above them.
    """
    for i in range(len(of)):
        f, r = of[i], rows[i]
        view = (float(views[r, 0]), float(views[r, 1]), float(views[r, 2]))
        normal = (float(normals[r, 0]), float(normals[r, 1]), float(normals[r, 2]))
        toward[i, 0], toward[i, 1], toward[i, 2] = reflected(view, normal, (flats[f, 0], flats[f, 1], flats[f, 2]))
        for axis in range(3):
            origins[i, axis] = positions[f, axis] + flats[f, axis] * lift


@kernel
def aim_again(
    struck: Rows,
    met: tuple[Ints, Floats, Floats, Floats],
    faces: Floats,
    normals: Floats,
    lift: float,
    rays: tuple[Floats, Floats],
    second: tuple[Floats, Floats],
) -> None:
    """Fill `second`, origins and directions (k, 3) of the rays `struck` (k,), reflected off what they `met`.

    `met` are triangles, u, v and distances of all `rays`, which are origins and directions.
    """
    for k in range(len(struck)):
        i = struck[k]
        t = met[0][i]
        view = (float(rays[1][i, 0]), float(rays[1][i, 1]), float(rays[1][i, 2]))
        flat = (float(faces[t, 0]), float(faces[t, 1]), float(faces[t, 2]))
        if dot(flat, view) > 0.0:
            flat = (-flat[0], -flat[1], -flat[2])
        toward = reflected(view, mixed_normal(normals, t, met[1][i], met[2][i]), flat)
        second[1][k, 0], second[1][k, 1], second[1][k, 2] = toward
        for axis in range(3):
            second[0][k, axis] = rays[0][i, axis] + view[axis] * met[3][i] + flat[axis] * lift
