"""Tangent space from triangles, after Mikkelsen, "Simulation of Wrinkled Surfaces Revisited" (2008), sections 2.6, 4.

What MikkTSpace does and this does too: each face's tangent is laid into the plane of the corner's normal, weighted by
the corner's angle and summed over equal corners (position, normal and UV) of equal handedness. MikkTSpace splits such a
sum once more where faces touch in a corner but in no edge; here they stay together.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
SMALLEST = 1e-30


def tangents_by_corner(position: Array, normal: Array, uv: Array, triangles: NDArray[np.int64]) -> Array:
    """Tangents (m, 3, 4) of the corners of `triangles` (m, 3), unit length, with glTF's handedness as fourth component.

    `position`, `normal` (n, 3), `uv` (n, 2) with v down, as glTF has it; the bitangent cross(normal, tangent) · w
    points against v.
    """
    direction, sign = _face_tangents(position[triangles], uv[triangles])
    corner_normal = normal[triangles]
    flat = _unit(_in_plane(direction[:, None, :], corner_normal))
    weighted = flat * _corner_angles(position[triangles], corner_normal)[..., None]
    groups = _equal_corners(position, normal, uv, triangles, sign)
    sums = np.zeros((int(groups.max(initial=-1)) + 1, 3))
    np.add.at(sums, groups, weighted)
    tangent = _unit(_in_plane(sums[groups], corner_normal))
    missing = np.linalg.norm(tangent, axis=-1) < 0.5
    tangent[missing] = _any_tangent(corner_normal[missing])
    return np.concatenate([tangent, np.broadcast_to(sign[:, None, None], (len(sign), 3, 1))], axis=-1)


def _face_tangents(corner: Array, uv: Array) -> tuple[Array, Array]:
    """Direction in which u grows on each face (m, 3), zero where the UVs span nothing; handedness (m,), +1 or -1."""
    edge1, edge2 = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    (du1, dv1), (du2, dv2) = (uv[:, 1] - uv[:, 0]).T, (uv[:, 2] - uv[:, 0]).T
    area = du1 * dv2 - du2 * dv1
    # With v down, a picture that is not mirrored has a negative area.
    sign = np.where(area > 0, -1.0, 1.0)
    direction = (edge1 * dv2[:, None] - edge2 * dv1[:, None]) * -sign[:, None]
    return np.where(np.abs(area)[:, None] > SMALLEST, direction, 0.0), sign


def _equal_corners(
    position: Array, normal: Array, uv: Array, triangles: NDArray[np.int64], sign: Array
) -> NDArray[np.int64]:
    """A number for each corner (m, 3), the same for corners that are equal and of one handedness."""
    rows = np.ascontiguousarray(np.column_stack([position, normal, uv]) + 0.0)  # −0 is 0
    _, vertex = np.unique(rows.view(np.dtype((np.void, rows.strides[0]))).reshape(-1), return_inverse=True)
    group: NDArray[np.int64] = vertex.reshape(-1)[triangles] * 2 + (sign > 0)[:, None]
    _, numbers = np.unique(group, return_inverse=True)
    return numbers.reshape(triangles.shape)


def _corner_angles(corner: Array, normal: Array) -> Array:
    """Angle between the two edges at each corner, seen along its normal (m, 3), radians."""
    forth = _unit(_in_plane(np.roll(corner, -1, axis=1) - corner, normal))
    back = _unit(_in_plane(np.roll(corner, 1, axis=1) - corner, normal))
    angle: Array = np.arccos(np.clip(np.sum(forth * back, axis=-1), -1.0, 1.0))
    return angle


def _in_plane(vector: Array, normal: Array) -> Array:
    flat: Array = vector - normal * np.sum(vector * normal, axis=-1, keepdims=True)
    return flat


def _unit(vector: Array) -> Array:
    length = np.linalg.norm(vector, axis=-1, keepdims=True)
    unit: Array = np.where(length > SMALLEST, vector / np.maximum(length, SMALLEST), 0.0)
    return unit


def _any_tangent(normal: Array) -> Array:
    """A unit vector at right angles to each normal."""
    helper = np.where(np.abs(normal[..., :1]) < 0.9, np.array([1.0, 0.0, 0.0]), np.array([0.0, 1.0, 0.0]))
    return _unit(_in_plane(helper, normal))
