"""What each fragment is: place, normal, texture coordinates and how far they move over a pixel."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.recipe import Shot
from renderer.studio.bake.rays import pixel_angle
from renderer.studio.bake.visible import Samples, Stacks
from renderer.studio.scene import OPAQUE, Scene, unit

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

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
    footprint_uv: Floats
    footprint_mm: Floats
    zone_mm: Floats
    spread: Floats


def fragments(scene: Scene, samples: Samples, stacks: Stacks, shot: Shot) -> Fragments:
    """Interpolate what the representative sample of every stack passes."""
    chains, rows = samples.chains, stacks.representative
    triangle = chains.triangle[rows]
    stack, layer = np.nonzero(triangle >= 0)
    number = triangle[stack, layer]
    u, v, distance = (array[rows][stack, layer] for array in (chains.u, chains.v, chains.distance))
    weights = np.stack([1 - u - v, u, v], axis=1)
    view = samples.directions[rows][stack]
    flat = flat_normals(scene, number, view)
    last = np.append(stack[1:] != stack[:-1], True)
    normal, spread = shading_normals(scene, number, weights, flat)
    average_last(normal, spread, last, stack.astype(np.int32), samples, stacks, flat)
    ends = np.zeros(len(stacks.pixel), bool)
    ends[stack[last]] = scene.kinds[scene.material[number[last]]] == OPAQUE
    footprint = footprint_m(normal, view, distance, pixel_angle(shot))
    return Fragments(
        stack=stack.astype(np.int32),
        stack_first=np.searchsorted(stack, np.arange(len(stacks.pixel) + 1)).astype(np.int32),
        stack_ends=ends,
        triangle=number,
        view=view,
        position=mixed(scene.positions, number, weights),
        normal=normal,
        flat_normal=flat,
        tangent=mixed(scene.tangents, number, weights),
        uv=mixed(scene.uv, number, weights),
        color=mixed(scene.colors, number, weights),
        footprint_uv=footprint[:, None] * uv_per_metre(scene)[number],
        footprint_mm=footprint * 1000,
        zone_mm=mixed(scene.zone_mm, number, weights),
        spread=spread,
    )


def mixed(corners: Floats, triangle: Ints, weights: Floats) -> Floats:
    """A corner attribute (T, 3, k) at barycentric `weights` (n, 3) of `triangle` (n,)."""
    return np.asarray(np.einsum("nck,nc->nk", corners[triangle], weights), np.float32)


def flat_normals(scene: Scene, triangle: Ints, view: Floats) -> Floats:
    """(n, 3) normals of the triangles' planes, on the side that is looked at."""
    flat = scene.faces[triangle]
    away = np.einsum("nx,nx->n", flat, view) > 0
    return np.asarray(np.where(away[:, None], -flat, flat), np.float32)


def shading_normals(scene: Scene, triangle: Ints, weights: Floats, flat: Floats) -> tuple[Floats, Floats]:
    """Interpolated unit normals (n, 3) on the side that is looked at, and no spread yet (n,)."""
    normal = unit(mixed(scene.normals, triangle, weights).astype(np.float64))
    behind = np.einsum("nx,nx->n", normal, flat) < 0
    return np.where(behind[:, None], -normal, normal).astype(np.float32), np.zeros(len(normal), np.float32)


def average_last(
    normal: Floats, spread: Floats, last: NDArray[np.bool_], stack: Ints, samples: Samples, stacks: Stacks, flat: Floats
) -> None:
    """Give the last fragment of each stack the mean normal of all its samples, and how far they spread around it."""
    count = len(stacks.pixel)
    total = np.stack([np.bincount(stacks.of_sample, samples.normal[:, axis], count) for axis in range(3)], axis=1)
    mean = total / np.bincount(stacks.of_sample, minlength=count)[:, None]
    length = np.linalg.norm(mean, axis=1)
    rows = np.flatnonzero(last)
    of = stack[rows]
    sound = length[of] > 0.3
    turned = unit(mean[of])
    behind = np.einsum("nx,nx->n", turned, flat[rows]) < 0
    normal[rows[sound]] = np.where(behind[:, None], -turned, turned)[sound]
    spread[rows] = np.clip(1 - length[of], 0, 1)


def footprint_m(normal: Floats, view: Floats, distance: Floats, angle: float) -> Floats:
    """How far a pixel reaches over the surface, metres (n,): between its long and its short way."""
    facing = np.maximum(np.abs(np.einsum("nx,nx->n", normal, view)), GRAZING)
    return np.asarray(distance * angle / np.sqrt(facing), np.float32)


def uv_per_metre(scene: Scene) -> Floats:
    """(T, 2) how much TEXCOORD_0 and TEXCOORD_1 move a metre on each triangle."""
    edges = scene.positions[:, 1:].astype(np.float64) - scene.positions[:, :1]
    area = np.linalg.norm(np.cross(edges[:, 0], edges[:, 1]), axis=1)
    steps = scene.uv[:, 1:].astype(np.float64) - scene.uv[:, :1]
    covered = np.stack(
        [np.abs(steps[:, 0, k] * steps[:, 1, k + 1] - steps[:, 1, k] * steps[:, 0, k + 1]) for k in (0, 2)], axis=1
    )
    return np.asarray(np.sqrt(covered / np.maximum(area, 1e-20)[:, None]), np.float32)
