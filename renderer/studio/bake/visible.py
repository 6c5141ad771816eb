"""What every pixel sees: 4 samples each, 16 where there is an edge, gathered into stacks of fragments.

A *fragment* is a piece of one surface in one pixel, to be shaded once. A *stack* is what lies behind one share of a
pixel: the layers of glass a ray goes through, front to back, and the surface that ends it, if any does.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.camera import view_from
from renderer.framing import box_corners
from renderer.jit import kernel
from renderer.recipe import Shot
from renderer.studio.bake.peel import Chains, peel
from renderer.studio.bake.rays import pixel_rays
from renderer.studio.bake.tracer import Tracer
from renderer.studio.scene import Scene

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

ROTATED_GRID = np.array([(0.375, 0.125), (0.875, 0.375), (0.125, 0.625), (0.625, 0.875)], np.float32)
EDGE_GRID = np.array([((i + 0.5) / 16, (int(f"{i:04b}"[::-1], 2) + 0.5) / 16) for i in range(16)], np.float32)
"""Hammersley's points: 16 levels of grey also along edges that are nearly upright or level."""
SAME_NORMAL = 0.94
"""Cosine of 20°: what bends more within a pixel is an edge, what bends less is widened in roughness instead."""
SAME_DEPTH = 0.015
"""Share of the distance: 9 cm of a golf cart at 6 m, as a surface at a flat angle may recede within a pixel."""
MAX_STACKS = 8
"""Half of an edge pixel's 16 samples: where more surfaces meet, the eye sees their mean."""


@dataclass(frozen=True)
class Samples:
    """Sub-pixel samples, sorted by pixel: where they are and what lies along each."""

    pixel: Ints
    """(n,) row · width + column."""
    directions: Floats
    chains: Chains
    normal: Floats
    """(n, 3) of the last surface along the ray; 0 where there is none."""
    signature: NDArray[np.int64]
    """(n,) equal where rays pass the same materials in the same order."""


@dataclass(frozen=True)
class Stacks:
    """Groups of samples of one pixel that see the same: `of_sample` (n,) is the stack of each sample."""

    pixel: Ints
    weight: Floats
    """Share of the pixel."""
    representative: Ints
    """(s,) the sample whose surfaces stand for the stack."""
    of_sample: Ints


def visible(tracer: Tracer, scene: Scene, shot: Shot) -> tuple[Samples, Stacks]:
    """Trace the picture; only pixels that see something have samples."""
    coarse = sample(tracer, scene, shot, framed_pixels(scene, shot), ROTATED_GRID)
    edges = edge_pixels(coarse, shot)
    is_edge = np.zeros(shot.width * shot.height, bool)
    is_edge[edges] = True
    fine = sample(tracer, scene, shot, edges, EDGE_GRID)
    calm = ~is_edge[coarse.pixel] & (coarse.chains.triangle[:, 0] >= 0)
    samples = merged(coarse, calm, fine)
    per_pixel = np.where(is_edge, len(EDGE_GRID), len(ROTATED_GRID)).astype(np.float32)
    return samples, stack(samples, per_pixel)


def framed_pixels(scene: Scene, shot: Shot) -> Ints:
    """The pixels of the rectangle that the scene's bounding box covers in the picture, and one more on each side."""
    points = scene.positions.reshape(-1, 3)
    corners = box_corners(np.stack([points.min(axis=0), points.max(axis=0)]).astype(np.float64))
    seen = view_from(shot.camera, shot.width, shot.height).project(corners)
    if (seen[:, 2] <= 0).any():
        return np.arange(shot.width * shot.height, dtype=np.int32)
    low = np.clip(np.floor(seen[:, :2].min(axis=0)) - 1, 0, [shot.width, shot.height]).astype(int)
    high = np.clip(np.ceil(seen[:, :2].max(axis=0)) + 1, 0, [shot.width, shot.height]).astype(int)
    rows, columns = np.arange(low[1], high[1]), np.arange(low[0], high[0])
    return (rows[:, None] * shot.width + columns).reshape(-1).astype(np.int32)


def sample(tracer: Tracer, scene: Scene, shot: Shot, pixels: Ints, grid: Floats) -> Samples:
    """Trace `grid` (k, 2) within each of `pixels`."""
    pixel = np.repeat(pixels, len(grid))
    x = (pixel % shot.width).astype(np.float32) + np.tile(grid[:, 0], len(pixels))
    y = (pixel // shot.width).astype(np.float32) + np.tile(grid[:, 1], len(pixels))
    origins, directions = pixel_rays(shot, x, y)
    chains = peel(tracer, scene, origins, directions)
    last = np.maximum((chains.triangle >= 0).sum(axis=1) - 1, 0)
    rows = np.flatnonzero(chains.triangle[:, 0] >= 0)
    end = (rows, last[rows])
    normal = np.zeros((len(pixel), 3), np.float32)
    normal[rows] = smooth_normals(scene, chains.triangle[end], chains.u[end], chains.v[end])
    return Samples(pixel, directions, chains, normal, signatures(scene, chains))


def smooth_normals(scene: Scene, triangle: Ints, u: Floats, v: Floats) -> Floats:
    """Interpolated unit normals (n, 3)."""
    result = np.empty((len(triangle), 3), np.float32)
    interpolate_normals(scene.normals, triangle, u, v, result)
    return result


@kernel
def interpolate_normals(normals: Floats, triangle: Ints, u: Floats, v: Floats, result: Floats) -> None:
    """Mix corner normals and bring them to length 1; where they cancel out the first corner's stands."""
    for i in range(len(triangle)):
        corners, rest = normals[triangle[i]], 1.0 - u[i] - v[i]
        length = 0.0
        for axis in range(3):
            result[i, axis] = corners[0, axis] * rest + corners[1, axis] * u[i] + corners[2, axis] * v[i]
            length += result[i, axis] * result[i, axis]
        for axis in range(3):
            result[i, axis] = result[i, axis] / math.sqrt(length) if length > 1e-12 else corners[0, axis]


def signatures(scene: Scene, chains: Chains) -> NDArray[np.int64]:
    """A number for the materials that each ray passes."""
    material = np.where(chains.triangle >= 0, scene.material[np.maximum(chains.triangle, 0)] + 1, 0).astype(np.int64)
    code = np.zeros(len(material), np.int64)
    for layer in range(material.shape[1]):
        code = (code * 1021 + material[:, layer]) % (1 << 45)
    return code


def edge_pixels(samples: Samples, shot: Shot) -> Ints:
    """Pixels whose samples differ among themselves or from a neighbour's."""
    count = len(ROTATED_GRID)
    last = last_distance(samples.chains).reshape(-1, count)
    code, normal = samples.signature.reshape(-1, count), samples.normal.reshape(-1, count, 3)
    differs = (code != code[:, :1]).any(axis=1)
    differs |= (np.abs(last - last[:, :1]) > SAME_DEPTH * last[:, :1]).any(axis=1)
    differs |= (np.einsum("psx,px->ps", normal, normal[:, 0]) < SAME_NORMAL).any(axis=1) & (code[:, 0] > 0)
    edge, first = np.zeros(shot.width * shot.height, bool), np.zeros(shot.width * shot.height, np.int64)
    edge[samples.pixel[::count]], first[samples.pixel[::count]] = differs, code[:, 0]
    picture, codes = edge.reshape(shot.height, shot.width), first.reshape(shot.height, shot.width)
    for axis in (0, 1):
        step = np.diff(codes, axis=axis) != 0
        low, high = [slice(None)] * 2, [slice(None)] * 2
        low[axis], high[axis] = slice(None, -1), slice(1, None)
        picture[tuple(low)] |= step
        picture[tuple(high)] |= step
    return np.flatnonzero(edge).astype(np.int32)


def last_distance(chains: Chains) -> Floats:
    """Distance (n,) of the last surface along each ray, 0 where there is none."""
    last = np.maximum((chains.triangle >= 0).sum(axis=1) - 1, 0)
    return np.asarray(chains.distance[np.arange(len(last)), last])


def merged(coarse: Samples, chosen: NDArray[np.bool_], fine: Samples) -> Samples:
    """The chosen coarse samples and the fine ones that see something, sorted by pixel."""
    kept = fine.chains.triangle[:, 0] >= 0
    pixel = np.concatenate([coarse.pixel[chosen], fine.pixel[kept]])
    order = np.argsort(pixel, kind="stable")

    def join(one: NDArray[np.generic], two: NDArray[np.generic]) -> NDArray[np.generic]:
        one, two = one[chosen], two[kept]
        if one.ndim == 2 and one.shape[1] != two.shape[1]:
            depth = max(one.shape[1], two.shape[1])
            fill = -1 if one.dtype == np.int32 else 0
            one, two = (np.pad(a, ((0, 0), (0, depth - a.shape[1])), constant_values=fill) for a in (one, two))
        return np.concatenate([one, two])[order]

    a, b = coarse.chains, fine.chains
    chains = Chains(
        join(a.triangle, b.triangle).astype(np.int32),
        *(join(*pair).astype(np.float32) for pair in ((a.u, b.u), (a.v, b.v), (a.distance, b.distance))),
    )
    return Samples(
        pixel[order],
        join(coarse.directions, fine.directions).astype(np.float32),
        chains,
        join(coarse.normal, fine.normal).astype(np.float32),
        join(coarse.signature, fine.signature).astype(np.int64),
    )


def stack(samples: Samples, per_pixel: Floats) -> Stacks:
    """Group each pixel's samples by what they see."""
    count = len(samples.pixel)
    of_sample = np.empty(count, np.int32)
    pixel, sizes, first = np.empty(count, np.int32), np.zeros(count, np.int32), np.empty(count, np.int32)
    distance = last_distance(samples.chains)
    used = group(samples.pixel, samples.signature, samples.normal, distance, of_sample, pixel, sizes, first)
    weight = sizes[:used] / per_pixel[pixel[:used]]
    return Stacks(pixel[:used].copy(), weight.astype(np.float32), first[:used].copy(), of_sample)


@kernel
def group(
    pixel: Ints,
    signature: NDArray[np.int64],
    normal: Floats,
    distance: Floats,
    of_sample: Ints,
    stack_pixel: Ints,
    sizes: Ints,
    first: Ints,
) -> int:
    """Greedy grouping within each pixel: same materials, nearly the same normal, nearly the same distance."""
    used, begin = 0, 0
    for i in range(len(pixel)):
        if i == 0 or pixel[i] != pixel[i - 1]:
            begin = used
        found = -1
        for s in range(begin, used):
            j = first[s]
            if signature[i] != signature[j]:
                continue
            cosine = normal[i, 0] * normal[j, 0] + normal[i, 1] * normal[j, 1] + normal[i, 2] * normal[j, 2]
            near = abs(distance[i] - distance[j]) <= SAME_DEPTH * distance[j]
            if (cosine >= SAME_NORMAL and near) or used - begin >= MAX_STACKS:
                found = s
                break
        if found < 0 and used - begin >= MAX_STACKS:
            found = begin
        if found < 0:
            found = used
            stack_pixel[used], first[used] = pixel[i], i
            used += 1
        of_sample[i] = found
        sizes[found] += 1
    return used
