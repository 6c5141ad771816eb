"""What reflections meet: sharp ones sample by sample, wide ones as shares of sky and ground."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.color import LUMINANCE
from renderer.environment.halvings import Halvings, look_up_within
from renderer.jit import kernel
from renderer.studio.bake.fragments import Fragments, flat_normals
from renderer.studio.bake.light import Light, ground_seen, sky_seen
from renderer.studio.bake.normals import mixed, smooth_normals
from renderer.studio.bake.sampling import lobe_rays
from renderer.studio.bake.tracer import CHUNK, Hits, Tracer
from renderer.studio.bake.visible import Samples, Stacks
from renderer.studio.scene import Scene

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Rows = NDArray[np.int64]

WEIGHTS = LUMINANCE.astype(np.float32)
WIDE_ALPHA = 0.36
"""Perceptual roughness 0.6, of grained plastic and vinyl: what is rougher hardly reflects, what is sharper is mixed."""
MIRROR_RAYS = 8
"""Most that a stack sends: where sixteen find an edge, four show what is mirrored beside it."""
THIRD_ALBEDO = 0.5
"""What a ray reflected twice hits is taken for a grey: it is a mirror in a mirror, small and seldom seen."""
WIDE_RAYS = 12
"""Two shares with an error of a tenth each, which the denoiser takes away with that of the light."""


@dataclass(frozen=True)
class Mirrors:
    """What the mirror rays of F fragments bring."""

    sky: Floats
    """(F,) share that sees the sky."""
    ground: Floats
    """(F, 3) radiance from the ground."""
    material: Ints
    """(F,) what most of the rest hits, -1 for nothing."""
    light: Floats
    """(F, 3) share of the rest × irradiance / π there."""
    sky_light: Floats
    """(F, 3) radiance from the sky."""
    again: Floats
    """(F, 3) share of the rest × radiance that a mirror there would show."""
    uv: Floats
    """(F, 2 · sets) coordinates of one such hit of that material."""
    spread: Floats
    """(F,) how far a pixel reaches over the first set of them there."""


def mirrors(scene: Scene, solid: Tracer, light: Light, seen: Fragments, samples: Samples, stacks: Stacks) -> Mirrors:
    """Reflect every sample off the last surface of its stack, and the representative off the layers before it."""
    count = len(seen.triangle)
    last = seen.stack_first[1:] - 1
    result = Mirrors(
        np.zeros(count, np.float32),
        np.zeros((count, 3), np.float32),
        np.full(count, -1, np.int32),
        np.zeros((count, 3), np.float32),
        np.zeros((count, 3), np.float32),
        np.zeros((count, 3), np.float32),
        np.zeros_like(seen.uv),
        np.zeros(count, np.float32),
    )
    is_layer = np.ones(count, bool)
    is_layer[last] = False
    layers = np.flatnonzero(is_layer)
    batch = CHUNK // 2
    chosen = few_of_each(stacks)
    for low, high in sample_bounds(samples.pixel[chosen], batch):
        rows = chosen[low:high]
        reflect(
            scene,
            solid,
            light,
            seen,
            last[stacks.of_sample[rows]],
            samples.directions[rows],
            samples.normal[rows],
            result,
        )
    for first in range(0, len(layers), batch):
        of = layers[first : first + batch].astype(np.int32)
        reflect(scene, solid, light, seen, of, seen.view[of], seen.normal[of], result)
    return result


def few_of_each(stacks: Stacks) -> Rows:
    """Samples that stand for their stack in mirrors: all where there are few, else every second, third or fourth."""
    order = np.argsort(stacks.of_sample, kind="stable")
    sizes = np.bincount(stacks.of_sample, minlength=len(stacks.pixel))
    rank = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    step = np.repeat(-(-sizes // MIRROR_RAYS), sizes)
    return np.sort(order[rank % step == 0])


def sample_bounds(pixel: Ints, batch: int) -> list[tuple[int, int]]:
    """Runs of about `batch` samples that do not cut a pixel in two; `pixel` (n,) ascends."""
    bounds, low = [], 0
    while low < len(pixel):
        high = min(low + batch, len(pixel))
        while high < len(pixel) and pixel[high] == pixel[high - 1]:
            high += 1
        bounds.append((low, high))
        low = high
    return bounds


def reflect(
    scene: Scene,
    solid: Tracer,
    light: Light,
    seen: Fragments,
    of: Ints,
    view: Floats,
    normal: Floats,
    result: Mirrors,
) -> None:
    """Send mirror rays for samples of fragments `of` and average, by fragment, what they meet."""
    if not len(of):
        return
    order = np.argsort(of, kind="stable")
    of, view, normal = of[order].astype(np.int32), view[order], normal[order]
    flat = seen.flat_normal[of]
    toward = mirrored(view, normal, flat)
    origins = np.ascontiguousarray(seen.position[of] + flat * np.float32(light.lift))
    hits = solid.hits(origins, toward)
    first = np.flatnonzero(np.append(True, of[1:] != of[:-1]))
    met = met_by(scene, solid, light, origins, toward, hits, first)
    counts = np.diff(np.append(first, len(of)))
    means = np.add.reduceat(met, first, axis=0) / counts[:, None].astype(np.float32)
    fields = (result.sky, result.sky_light, result.ground, result.light, result.again)
    for columns, field in zip(COLUMNS, fields, strict=True):
        field[of[first]] = means[:, columns].reshape(field[of[first]].shape)
    ray = np.full(len(result.material), -1, np.int32)
    most_common(of, hits.triangle, scene.material, result.material, ray)
    shown = np.flatnonzero(ray >= 0)
    result.uv[shown], result.spread[shown] = spots(scene, seen, shown, hits, ray[shown])


def spots(scene: Scene, seen: Fragments, shown: Rows, hits: Hits, ray: Ints) -> tuple[Floats, Floats]:
    """Texture coordinates (n, 2 · sets) of `ray`s' hits, and how far a pixel reaches over the first of them (n,)."""
    triangle = hits.triangle[ray]
    weights = np.stack([1 - hits.u[ray] - hits.v[ray], hits.u[ray], hits.v[ray]], axis=1)
    uv = mixed(np.ascontiguousarray(scene.uv[..., : seen.uv.shape[1]]), triangle, weights)
    corners, flat = scene.positions[triangle], scene.uv[triangle, :, :2]
    area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1)
    a, b = flat[:, 1] - flat[:, 0], flat[:, 2] - flat[:, 0]
    density = np.sqrt(np.abs(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]) / np.maximum(area, 1e-12))
    # A pixel has come as far over the hit as over the mirror, and farther by the way between: taken for as much again.
    reach = seen.footprint_mm[shown] / 1000 * 2
    return uv, np.minimum(density * reach, 1).astype(np.float32)


COLUMNS = (slice(0, 1), slice(1, 4), slice(4, 7), slice(7, 10), slice(10, 13))
"""What `met_by` says of a ray: whether it meets the sky, and radiance by `Mirrors.sky_light` … `again`."""


def mirrored(view: Floats, normal: Floats, flat: Floats) -> Floats:
    """`view` (n, 3) reflected at `normal`, kept above the plane of the triangle with normal `flat`."""
    facing = np.where(np.einsum("nx,nx->n", normal, flat)[:, None] < 0, -normal, normal)
    toward = view - 2 * np.einsum("nx,nx->n", view, facing)[:, None] * facing
    toward += flat * np.maximum(0.02 - np.einsum("nx,nx->n", toward, flat), 0)[:, None]
    toward /= np.linalg.norm(toward, axis=1, keepdims=True)
    return np.ascontiguousarray(toward, np.float32)


def met_by(
    scene: Scene, solid: Tracer, light: Light, origins: Floats, toward: Floats, hits: Hits, first: Rows
) -> Floats:
    """(n, 13) what each ray meets, see `COLUMNS`; rays of one fragment begin at each row of `first`."""
    met = np.zeros((len(origins), 13), np.float32)
    missed = hits.triangle < 0
    down = missed & light.has_ground & (toward[:, 1] < -1e-4) & (origins[:, 1] > 0)
    up = missed & ~down
    met[up, 0] = 1
    met[up, 1:4] = sky_in(light, toward, up, first)
    met[down, 4:7] = ground_seen(light, origins[down], toward[down])
    rows = np.flatnonzero(~missed)
    met[rows, 7:10] = light.triangle[hits.triangle[rows]]
    met[rows, 10:13] = seen_again(scene, solid, light, origins[rows], toward[rows], hits, rows, first)
    return met


def sky_in(light: Light, toward: Floats, chosen: NDArray[np.bool_], first: Rows) -> Floats:
    """(k, 3) the sky in the `chosen` of directions `toward`, each blurred over its share of what its fragment sees.

    `first` are the rows where fragments begin. The share follows from the variance among a fragment's directions: that
    of a box of width w is w² / 12 along each axis.
    """
    counts = np.add.reduceat(chosen.astype(np.float32), first)
    length = np.linalg.norm(np.add.reduceat(toward * chosen[:, None], first, axis=0), axis=1) / np.maximum(counts, 1)
    width = np.sqrt(12 * np.clip(1 - length, 0, 1) / np.maximum(counts - 1, 1)).astype(np.float32)
    of = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(toward))))[chosen]
    seen = np.empty((len(of), 3), np.float32)
    look_blurred(light.mirrored, toward[chosen], width[of], seen)
    return seen


@kernel
def look_blurred(pictures: Halvings, toward: Floats, width: Floats, seen: Floats) -> None:
    """Fill `seen` (n, 3) with the environment in directions `toward` (n, 3), each over `width` (n,) radians."""
    for i in range(len(seen)):
        seen[i, 0], seen[i, 1], seen[i, 2] = look_up_within(
            pictures, width[i], toward[i, 0], toward[i, 1], toward[i, 2]
        )


def seen_again(
    scene: Scene,
    solid: Tracer,
    light: Light,
    origins: Floats,
    toward: Floats,
    hits: Hits,
    rows: Rows,
    first: Rows,
) -> Floats:
    """(n, 3) what rays that hit a surface see in it if it is a mirror too."""
    triangle, u, v = hits.triangle[rows], hits.u[rows], hits.v[rows]
    flat = flat_normals(scene, triangle, toward)
    second = mirrored(toward, smooth_normals(scene, triangle, u, v), flat)
    points = origins + toward * hits.distance[rows, None] + flat * np.float32(light.lift)
    hit = solid.triangles(np.ascontiguousarray(points, np.float32), second)
    down = (hit < 0) & light.has_ground & (second[:, 1] < -1e-4) & (points[:, 1] > 0)
    up = (hit < 0) & ~down
    result = light.triangle[np.maximum(hit, 0)] * np.float32(THIRD_ALBEDO)
    every, open_rows = np.zeros((len(hits.triangle), 3), np.float32), np.zeros(len(hits.triangle), np.bool_)
    every[rows], open_rows[rows] = second, up
    result[up] = sky_in(light, every, open_rows, first)
    result[down] = ground_seen(light, points[down], second[down])
    return result


@kernel
def most_common(of: Ints, hit: Ints, material: Ints, which: Ints, ray: Ints) -> None:
    """The material most often hit within each run of equal `of`, and a ray that hits it."""
    begin = 0
    while begin < len(of):
        end = begin
        while end < len(of) and of[end] == of[begin]:
            end += 1
        most = 0
        for i in range(begin, end):
            votes = 0
            for j in range(begin, end):
                if hit[i] >= 0 and hit[j] >= 0 and material[hit[j]] == material[hit[i]]:
                    votes += 1
            if votes > most:
                most = votes
                which[of[begin]], ray[of[begin]] = material[hit[i]], i
        begin = end


def wide_lobes(solid: Tracer, light: Light, points: Floats, normals: Floats, views: Floats) -> Floats:
    """(P, 3) for a GGX lobe of α = WIDE_ALPHA around the reflection: the share of the whole sky's light in it that

    arrives, and the shares of its directions that see the ground and other surfaces.
    """
    shares = np.zeros((len(points), 3), np.float32)
    batch = CHUNK // WIDE_RAYS
    for first in range(0, len(points), batch):
        rows = slice(first, first + batch)
        count = len(points[rows])
        origins, toward = (np.empty((count * WIDE_RAYS, 3), np.float32) for _ in range(2))
        lobe_rays(points[rows], normals[rows], views[rows], first, WIDE_RAYS, WIDE_ALPHA, light.lift, origins, toward)
        missed = ~solid.blocked(origins, toward).reshape(count, WIDE_RAYS)
        down = (light.has_ground & (toward[:, 1] < -1e-4) & (origins[:, 1] > 0)).reshape(count, WIDE_RAYS)
        bright = (sky_seen(light.sky, toward) @ WEIGHTS).reshape(count, WIDE_RAYS) + np.float32(1e-6)
        shares[rows, 0] = (bright * (missed & ~down)).sum(axis=1) / bright.sum(axis=1)
        shares[rows, 1] = (missed & down).mean(axis=1)
        shares[rows, 2] = 1 - missed.mean(axis=1)
    return shares
