"""What each fragment is: place, normal, texture coordinates and how far they move over a pixel."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.camera import view_from
from renderer.jit import inline, kernel
from renderer.recipe import Shot
from renderer.studio.bake.middle import middles, read_in_the_middle
from renderer.studio.bake.normals import mixed, smooth_normals
from renderer.studio.bake.rays import pixel_angle
from renderer.studio.bake.visible import Samples, Stacks
from renderer.studio.scene import OPAQUE, Scene, unit
from renderer.studio.vectors import Vector, dot, minus

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Halves = NDArray[np.float16]

GRAZING = 0.15
"""Footprints stop growing where a surface is seen at a flatter angle than this cosine, 81°."""


@dataclass(frozen=True)
class Fragments:
    """F fragments, those of one stack together, front to back; see `renderer.studio.bake.storage.Bake`."""

    stack: Ints
    """(F,) the stack each belongs to."""
    stack_first: Ints
    """(S + 1,)"""
    stack_ends: NDArray[np.bool_]
    triangle: Ints
    view: Floats
    """(F, 3) unit, from the eye."""
    position: Floats
    normal: Floats
    flat_normal: Floats
    """(F, 3) of the triangle, on the side that is seen."""
    tangent: Floats
    uv: Floats
    color: Floats
    """(F, 4); (0, 4) where all are white."""
    spread_uv: Halves
    footprint_mm: Floats
    zone_mm: Floats
    spread: Floats


def fragments(scene: Scene, samples: Samples, stacks: Stacks, shot: Shot) -> Fragments:
    """Interpolate what the representative sample of every stack passes."""
    chains, triangle = stacks.chains, stacks.chains.triangle
    stack, layer = np.nonzero(triangle >= 0)
    number = triangle[stack, layer]
    u, v, distance = (array[stack, layer] for array in (chains.u, chains.v, chains.distance))
    weights = np.stack([1 - u - v, u, v], axis=1)
    # Rays start where a surface was met for sure: a triangle's plane goes on where it does not.
    position = mixed(scene.positions, number, weights)
    if not chains.toward.shape[1]:
        eye = np.array(shot.camera.position, np.float32)
        u, v = read_in_the_middle(scene.positions, number, eye, middles(samples, stacks)[stack], u, v)
        weights = np.stack([1 - u - v, u, v], axis=1)
    view = views(samples, stacks)[stack, layer]
    flat = flat_normals(scene, number, view)
    last = np.append(stack[1:] != stack[:-1], True)
    normal, spread = smooth_normals(scene, number, u, v), np.zeros(len(number), np.float32)
    average_last(normal, spread, last, stack.astype(np.int32), samples, stacks)
    normal[np.einsum("nx,nx->n", normal, flat) < 0] *= -1
    ends = np.zeros(len(stacks.pixel), bool)
    ends[stack[last]] = scene.kinds[scene.material[number[last]]] == OPAQUE
    uv = scene.uv if (scene.uv[..., 2:] != scene.uv[..., :2]).any() else np.ascontiguousarray(scene.uv[..., :2])
    footprint = footprint_m(normal, view, distance, pixel_angle(shot))
    return Fragments(
        stack=stack.astype(np.int32),
        stack_first=np.searchsorted(stack, np.arange(len(stacks.pixel) + 1)).astype(np.int32),
        stack_ends=ends,
        triangle=number,
        view=view,
        position=position,
        normal=normal,
        flat_normal=flat,
        tangent=seen_tangents(scene, number, weights, view),
        uv=mixed(uv, number, weights),
        color=mixed(scene.colors, number, weights) if (scene.colors != 1).any() else np.zeros((0, 4), np.float32),
        spread_uv=spread_over_pixels(scene, uv, number, view, distance, shot),
        footprint_mm=footprint * 1000,
        zone_mm=mixed(scene.zone_mm, number, weights),
        spread=spread,
    )


def views(samples: Samples, stacks: Stacks) -> Floats:
    """(s, depth, 3) unit directions in which the surfaces of each stack are met."""
    shape = (*stacks.chains.triangle.shape, 3)
    if not stacks.chains.toward.shape[1]:
        return np.broadcast_to(samples.directions[stacks.representative][:, None], shape)
    return stacks.chains.toward.reshape(shape)


def flat_normals(scene: Scene, triangle: Ints, view: Floats) -> Floats:
    """(n, 3) normals of the triangles' planes, on the side that is looked at."""
    flat = scene.faces[triangle]
    away = np.einsum("nx,nx->n", flat, view) > 0
    return np.asarray(np.where(away[:, None], -flat, flat), np.float32)


def seen_tangents(scene: Scene, triangle: Ints, weights: Floats, view: Floats) -> Floats:
    """(n, 4) tangents on the side that is looked at: from behind, all of a normal map's normal points the other way."""
    tangent = mixed(scene.tangents, triangle, weights)
    behind = np.einsum("nx,nx->n", scene.faces[triangle], view) > 0
    tangent[behind] *= -1
    return tangent


def average_last(
    normal: Floats, spread: Floats, last: NDArray[np.bool_], stack: Ints, samples: Samples, stacks: Stacks
) -> None:
    """Give the last fragment of each stack the mean normal of all its samples, and how far they spread around it."""
    total = np.zeros((len(stacks.pixel), 3))
    add_up(stacks.of_sample, samples.normal, total)
    mean = total / np.bincount(stacks.of_sample, minlength=len(total))[:, None]
    length = np.linalg.norm(mean, axis=1)
    rows = np.flatnonzero(last)
    of = stack[rows]
    sound = length[of] > 0.3
    normal[rows[sound]] = unit(mean)[of[sound]]
    spread[rows] = np.clip(1 - length[of], 0, 1)


@kernel
def add_up(of: Ints, values: Floats, total: NDArray[np.float64]) -> None:
    """Add `values` (n, 3) to the rows `of` (n,) of `total`."""
    for i in range(len(of)):
        for axis in range(3):
            total[of[i], axis] += values[i, axis]


def footprint_m(normal: Floats, view: Floats, distance: Floats, angle: float) -> Floats:
    """How far a pixel reaches over the surface, metres (n,): between its long and its short way."""
    facing = np.maximum(np.abs(np.einsum("nx,nx->n", normal, view)), GRAZING)
    return np.asarray(distance * angle / np.sqrt(facing), np.float32)


def spread_over_pixels(scene: Scene, uv: Floats, triangle: Ints, view: Floats, distance: Floats, shot: Shot) -> Halves:
    """(n, 4 · sets) how `uv` (T, 3, 2 · sets) change over a pixel to the right (2 · sets) and one down (2 · sets).

    Ray differentials, Igehy 1999, https://graphics.stanford.edu/papers/trd/.
    """
    width = uv.shape[2]
    spread = np.zeros((len(triangle), 2 * width), np.float32)
    eye = view_from(shot.camera, shot.width, shot.height)
    depth = np.asarray(distance * (view @ eye.forward.astype(np.float32)), np.float32)
    differentiate(scene.positions, uv, scene.faces, triangle, view, depth, eye.frame[1:3], spread)
    # Smaller than the smallest normal half float is a fraction of a texel of any texture.
    spread[np.abs(spread) < 6.2e-5] = 0
    return np.clip(spread, -6e4, 6e4).astype(np.float16)


@kernel
def differentiate(
    positions: Floats,
    uv: Floats,
    faces: Floats,
    triangle: Ints,
    view: Floats,
    depth: Floats,
    steps: NDArray[np.float64],
    spread: Floats,
) -> None:
    """Fill `spread`; `steps` (2, 3) are a pixel to the right and one down on the plane a metre ahead, `depth` (n,)."""
    for i in range(len(triangle)):
        t = triangle[i]
        corner, one, two = row_of(positions[t], 0), row_of(positions[t], 1), row_of(positions[t], 2)
        a, b = minus(one, corner), minus(two, corner)
        aa, ab, bb = dot(a, a), dot(a, b), dot(b, b)
        area = aa * bb - ab * ab
        if area <= 0.0:
            continue
        n, d = row_of(faces, t), row_of(view, i)
        facing = dot(n, d)
        facing = -max(abs(facing), GRAZING) if facing < 0.0 else max(abs(facing), GRAZING)
        for axis in range(2):
            step = row_of(steps, axis)
            slip = dot(n, step) / facing
            moved = (
                (step[0] - d[0] * slip) * depth[i],
                (step[1] - d[1] * slip) * depth[i],
                (step[2] - d[2] * slip) * depth[i],
            )
            p, q = dot(moved, a), dot(moved, b)
            u, v = (p * bb - q * ab) / area, (q * aa - p * ab) / area
            for k in range(uv.shape[2]):
                change = (uv[t, 1, k] - uv[t, 0, k]) * u + (uv[t, 2, k] - uv[t, 0, k]) * v
                spread[i, axis * uv.shape[2] + k] = change


@inline
def row_of(array: NDArray[np.generic], row: int) -> Vector:
    """A row of three."""
    return float(array[row, 0]), float(array[row, 1]), float(array[row, 2])
