"""What every pixel sees: 4 samples each, 16 where there is an edge, gathered into stacks of fragments.

A *fragment* is a piece of one surface in one pixel, to be shaded once. A *stack* is what lies behind one share of a
pixel: the layers of glass a ray goes through, front to back, and the surface that ends it, if any does.
"""

from dataclasses import dataclass, fields
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from renderer.camera import view_from
from renderer.jit import kernel
from renderer.recipe import Shot
from renderer.studio.bake.normals import mixed_normal
from renderer.studio.bake.peel import Chains, last_directions, peel
from renderer.studio.bake.rays import grid_rays
from renderer.studio.bake.tracer import Tracer
from renderer.studio.scene import Scene

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
ScalarT = TypeVar("ScalarT", np.float32, np.int32, np.int64)
TableT = TypeVar("TableT", "Samples", Chains)

FIRST = np.array([(0.375, 0.125), (0.125, 0.625), (0.625, 0.875), (0.875, 0.375)], np.float32)
"""A rotated grid. First and third, as second and fourth, lie opposite each other: a pair is not off the middle."""
HAMMERSLEY = [((i + 0.5) / 16, (int(f"{i:04b}"[::-1], 2) + 0.5) / 16) for i in range(16)]
OTHERS = np.array([place for i, place in enumerate(HAMMERSLEY) if i not in (1, 4, 11, 14)], np.float32)
"""Sixteen points, four of which make room for the first: 16 levels of grey also along edges nearly upright or level."""
ALL = len(FIRST) + len(OTHERS)
SAME_NORMAL = 0.94
"""Cosine of 20°: what bends more within a pixel is an edge, what bends less is widened in roughness instead."""
SAME_DEPTH = 0.015
"""Share of the distance: 9 cm of a golf cart at 6 m, as a surface at a flat angle may recede within a pixel."""
TILE, TOGETHER = 8, 1 << 17
"""Pixels a side of what is traced or not, and triangles that are looked at together for it."""
MAX_STACKS = 16
"""As many as an edge pixel's samples, for rough glass; few others have more than three."""


@dataclass(frozen=True)
class Samples:
    """Sub-pixel samples, sorted by pixel: where they are and what lies along each."""

    pixel: Ints
    """(n,) row · width + column."""
    directions: Floats
    """(n, 3) unit, in which they meet their last surface."""
    normal: Floats
    """(n, 3) of the last surface along the ray; 0 where there is none."""
    signature: NDArray[np.int64]
    """(n,) equal where rays pass the same materials in the same order; 0 where they pass none."""
    distance: Floats
    """(n,) of the last surface along the ray; 0 where there is none."""


@dataclass(frozen=True)
class Stacks:
    """Groups of samples of one pixel that see the same: `of_sample` (n,) is the stack of each sample."""

    pixel: Ints
    weight: Floats
    """Share of the pixel."""
    representative: Ints
    """(s,) the sample whose surfaces stand for the stack."""
    chains: Chains
    """(s, depth) these surfaces."""
    of_sample: Ints


def visible(tracer: Tracer, scene: Scene, shot: Shot) -> tuple[Samples, Stacks]:
    """Trace the picture; only pixels that see something have samples."""
    coarse, coarse_chains = sample(tracer, scene, shot, framed_pixels(scene, shot), FIRST, 0)
    edges = edge_pixels(coarse, shot)
    fine, fine_chains = sample(tracer, scene, shot, edges, OTHERS, len(FIRST))
    source = in_order(coarse, fine)
    samples = joined(coarse, fine, source)
    per_pixel = np.full(shot.width * shot.height, len(FIRST), np.float32)
    per_pixel[edges] = ALL
    pixel, sizes, first, of_sample = grouped(samples)
    chains = joined(coarse_chains, fine_chains, source[first])
    return samples, Stacks(pixel, (sizes / per_pixel[pixel]).astype(np.float32), first, chains, of_sample)


def framed_pixels(scene: Scene, shot: Shot) -> Ints:
    """The pixels of all tiles that the rectangles around the scene's triangles touch, with a pixel to spare."""
    tiles = -(-shot.width // TILE), -(-shot.height // TILE)
    edges = np.zeros((tiles[1] + 1) * (tiles[0] + 1), np.int64)
    view = view_from(shot.camera, shot.width, shot.height)
    for first in range(0, len(scene.positions), TOGETHER):
        seen = view.project(scene.positions[first : first + TOGETHER].astype(np.float64))
        if (seen[..., 2] <= 0).any():
            return np.arange(shot.width * shot.height, dtype=np.int32)
        low, high = np.floor((seen.min(axis=1)[:, :2] - 1) / TILE), np.floor((seen.max(axis=1)[:, :2] + 1) / TILE) + 1
        (left, top), (right, bottom) = (np.clip(each, 0, tiles).astype(np.int64).T for each in (low, high))
        for x, y, sign in ((left, top, 1), (right, bottom, 1), (left, bottom, -1), (right, top, -1)):
            edges += sign * np.bincount(y * (tiles[0] + 1) + x, minlength=len(edges))
    covered = edges.reshape(tiles[1] + 1, tiles[0] + 1).cumsum(axis=0).cumsum(axis=1)[:-1, :-1] > 0
    picture = covered.repeat(TILE, axis=0).repeat(TILE, axis=1)[: shot.height, : shot.width]
    return np.flatnonzero(picture).astype(np.int32)


def sample(tracer: Tracer, scene: Scene, shot: Shot, pixels: Ints, grid: Floats, first: int) -> tuple[Samples, Chains]:
    """Trace `grid` (k, 2), samples from number `first` on, within each of `pixels`; chains have a row a sample."""
    count = len(pixels) * len(grid)
    origins, directions = grid_rays(shot, pixels, grid)
    pixel, number = (
        np.repeat(pixels, len(grid)),
        np.tile(np.arange(first, first + len(grid), dtype=np.int32), len(pixels)),
    )
    # Behind rough glass the four pixels of a block look in other directions: a fine screen in place of grain.
    block = (pixel % shot.width % 2 + pixel // shot.width % 2 * 2).astype(np.int32)
    chains = peel(tracer, scene, origins, directions, number + block * np.int32(ALL))
    normal, signature = np.zeros((count, 3), np.float32), np.zeros(count, np.int64)
    distance = np.zeros(count, np.float32)
    describe(
        (chains.triangle, chains.u, chains.v, chains.distance),
        scene.normals,
        scene.material,
        scene.glass[:, 1],
        number,
        (normal, signature, distance),
    )
    return Samples(pixel, last_directions(chains, directions), normal, signature, distance), chains


@kernel
def describe(
    chains: tuple[Ints, Floats, Floats, Floats],
    normals: Floats,
    material: Ints,
    frost: Floats,
    sample_number: Ints,
    out: tuple[Floats, NDArray[np.int64], Floats],
) -> None:
    """Fill normal, signature and distance of samples, see `Samples`: behind rough glass no sample is like another."""
    triangle, u, v, far = chains
    normal, signature, distance = out
    for i in range(len(triangle)):
        code, last, apart = 0, -1, False
        for layer in range(triangle.shape[1]):
            number = triangle[i, layer]
            if number < 0:
                break
            code = (code * 1021 + material[number] + 1) % (1 << 45)
            apart = apart or (last >= 0 and frost[material[triangle[i, last]]] > 0.0)
            last = layer
        if last < 0:
            continue
        signature[i] = code + ((sample_number[i] + 1) << 45) if apart else code
        distance[i] = far[i, last]
        x, y, z = mixed_normal(normals, triangle[i, last], u[i, last], v[i, last])
        normal[i, 0], normal[i, 1], normal[i, 2] = x, y, z


def edge_pixels(samples: Samples, shot: Shot) -> Ints:
    """Pixels whose samples differ among themselves or from a neighbour's."""
    count = len(FIRST)
    edge, first = np.zeros(shot.width * shot.height, bool), np.zeros(shot.width * shot.height, np.int64)
    differing(samples.pixel, count, samples.signature, samples.normal, samples.distance, (edge, first))
    picture, codes = edge.reshape(shot.height, shot.width), first.reshape(shot.height, shot.width)
    for axis in (0, 1):
        step = np.diff(codes, axis=axis) != 0
        low, high = [slice(None)] * 2, [slice(None)] * 2
        low[axis], high[axis] = slice(None, -1), slice(1, None)
        picture[tuple(low)] |= step
        picture[tuple(high)] |= step
    return np.flatnonzero(edge).astype(np.int32)


@kernel
def differing(
    pixel: Ints,
    count: int,
    signature: NDArray[np.int64],
    normal: Floats,
    distance: Floats,
    out: tuple[NDArray[np.bool_], NDArray[np.int64]],
) -> None:
    """Mark pixels whose `count` samples are not all alike, and note the signature of their first."""
    edge, first = out
    for i in range(0, len(pixel), count):
        alike = True
        for j in range(i + 1, i + count):
            alike = alike and signature[j] == signature[i]
            alike = alike and abs(distance[j] - distance[i]) <= SAME_DEPTH * distance[i]
            if signature[i] > 0:
                cosine = normal[j, 0] * normal[i, 0] + normal[j, 1] * normal[i, 1] + normal[j, 2] * normal[i, 2]
                alike = alike and cosine >= SAME_NORMAL
        edge[pixel[i]], first[pixel[i]] = not alike, signature[i]


def in_order(coarse: Samples, fine: Samples) -> NDArray[np.int64]:
    """Rows of the coarse samples and of the fine ones that see something, by pixel; see `take`."""
    kept = [np.flatnonzero(samples.signature > 0) for samples in (coarse, fine)]
    order = np.argsort(np.concatenate([coarse.pixel[kept[0]], fine.pixel[kept[1]]]), kind="stable")
    return np.concatenate([kept[0], kept[1] + len(coarse.pixel)])[order]


def joined(one: TableT, two: TableT, source: NDArray[np.int64]) -> TableT:
    """Rows `source` of two tables of equal fields, the second's following on those of the first."""
    columns = ((getattr(one, field.name), getattr(two, field.name)) for field in fields(one))
    return type(one)(*(taken(*pair, source) for pair in columns))


def taken(one: NDArray[ScalarT], two: NDArray[ScalarT], source: NDArray[np.int64]) -> NDArray[ScalarT]:
    """Rows `source` of two arrays; surfaces that one of them has no room for are none."""
    flat = one.ndim == 1
    one, two = (array[:, None] if flat else array for array in (one, two))
    rows = np.empty((len(source), max(one.shape[1], two.shape[1])), one.dtype)
    take(source, one, two, -1, rows)
    return rows[:, 0] if flat else rows


@kernel
def take(
    source: NDArray[np.int64], one: NDArray[ScalarT], two: NDArray[ScalarT], fill: int, joined: NDArray[ScalarT]
) -> None:
    """Fill `joined` (n, d) with rows `source` of `one` and, behind its last, of `two`; missing columns with `fill`."""
    for i in range(len(source)):
        row = source[i]
        if row < len(one):
            for c in range(joined.shape[1]):
                joined[i, c] = one[row, c] if c < one.shape[1] else fill
        else:
            for c in range(joined.shape[1]):
                joined[i, c] = two[row - len(one), c] if c < two.shape[1] else fill


def grouped(samples: Samples) -> tuple[Ints, Ints, Ints, Ints]:
    """Group each pixel's samples by what they see.

    Of each stack its pixel, its size and its first sample; of each sample its stack.
    """
    count = len(samples.pixel)
    of_sample = np.empty(count, np.int32)
    pixel, sizes, first = np.empty(count, np.int32), np.zeros(count, np.int32), np.empty(count, np.int32)
    used = group(samples.pixel, samples.signature, samples.normal, samples.distance, of_sample, pixel, sizes, first)
    return pixel[:used].copy(), sizes[:used], first[:used].copy(), of_sample


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
