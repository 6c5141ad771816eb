"""What lies between the corners of triangles."""

import math

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline, kernel
from renderer.studio.scene import Scene

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


def mixed(corners: Floats, triangle: Ints, weights: Floats) -> Floats:
    """A corner attribute (T, 3, k) at barycentric `weights` (n, 3) of `triangle` (n,)."""
    result = np.empty((len(triangle), corners.shape[2]), np.float32)
    mix(corners, triangle, weights, result)
    return result


@kernel
def mix(corners: Floats, triangle: Ints, weights: Floats, result: Floats) -> None:
    """Fill in `mixed`."""
    for i in range(len(triangle)):
        t = triangle[i]
        for c in range(result.shape[1]):
            result[i, c] = (
                corners[t, 0, c] * weights[i, 0] + corners[t, 1, c] * weights[i, 1] + corners[t, 2, c] * weights[i, 2]
            )


def smooth_normals(scene: Scene, triangle: Ints, u: Floats, v: Floats) -> Floats:
    """Interpolated unit normals (n, 3)."""
    result = np.empty((len(triangle), 3), np.float32)
    interpolate_normals(scene.normals, triangle, u, v, result)
    return result


@kernel
def interpolate_normals(normals: Floats, triangle: Ints, u: Floats, v: Floats, result: Floats) -> None:
    """`mixed_normal` of each row."""
    for i in range(len(triangle)):
        x, y, z = mixed_normal(normals, triangle[i], u[i], v[i])
        result[i, 0], result[i, 1], result[i, 2] = x, y, z


@inline
def mixed_normal(normals: Floats, triangle: int, u: float, v: float) -> tuple[float, float, float]:
    """Corner normals mixed and brought to length 1; where they cancel out the first corner's stands."""
    rest = 1.0 - u - v
    x = normals[triangle, 0, 0] * rest + normals[triangle, 1, 0] * u + normals[triangle, 2, 0] * v
    y = normals[triangle, 0, 1] * rest + normals[triangle, 1, 1] * u + normals[triangle, 2, 1] * v
    z = normals[triangle, 0, 2] * rest + normals[triangle, 1, 2] * u + normals[triangle, 2, 2] * v
    length = math.sqrt(x * x + y * y + z * z)
    if length <= 1e-6:
        return normals[triangle, 0, 0], normals[triangle, 0, 1], normals[triangle, 0, 2]
    return x / length, y / length, z / length
