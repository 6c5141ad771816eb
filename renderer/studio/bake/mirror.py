"""What sharp reflections meet, sample by sample."""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.jit import kernel
from renderer.studio.bake.corners import shine
from renderer.studio.bake.fragments import Fragments
from renderer.studio.bake.light import Light, ground_map
from renderer.studio.bake.met import average, judge, look
from renderer.studio.bake.normals import mixed
from renderer.studio.bake.reflection import aim, aim_again
from renderer.studio.bake.tracer import CHUNK, Hits, Tracer
from renderer.studio.bake.visible import Samples, Stacks
from renderer.studio.scene import Scene

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Rows = NDArray[np.int64]

MIRROR_RAYS = 8
"""Most that a stack sends: where sixteen find an edge, four show what is mirrored beside it."""
THIRD_ALBEDO = 0.5
"""What a ray reflected twice hits is taken for a grey: it is a mirror in a mirror, small and seldom seen."""
SCOUTS = 2
"""Sent ahead by each stack: nine in ten meet the same, and what they show is known."""
BENT = 1e-6
"""1 − |mean normal| of a pixel from which on its reflections spread over more than a pixel of most environments."""
BATCH = CHUNK // 2
"""Rays reflected together."""


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
    color: Floats
    """(F, 4) COLOR_0 there; (0, 4) where all are white."""


def mirrors(scene: Scene, solid: Tracer, light: Light, seen: Fragments, samples: Samples, stacks: Stacks) -> Mirrors:
    """Reflect some samples of every stack off its last surface, and its representative off the layers before it.

    Two are sent ahead; where they do not meet the same, up to `MIRROR_RAYS` look instead. Where both meet the sky and
    the surface bends, as many look at that, without being traced.
    """
    last = seen.stack_first[1:] - 1
    result = no_mirrors(seen)
    every = np.ones(len(last), bool)
    for limit in (SCOUTS, MIRROR_RAYS):
        rows, stack = few_of_each(stacks, every, limit)
        for part in batches(stack):
            some, views, normals = stack[part], samples.directions, samples.normal
            every[some] = ~reflect(scene, solid, light, seen, last[some], rows[part], views, normals, result)
        every &= np.bincount(stacks.of_sample, minlength=len(last)) > SCOUTS
    rows, stack = few_of_each(stacks, (result.sky[last] == 1) & (seen.spread[last] > BENT), MIRROR_RAYS)
    for part in batches(stack):
        show_sky(light, seen, last[stack[part]], rows[part], samples, result)
    is_layer = np.ones(len(seen.triangle), bool)
    is_layer[last] = False
    layers = np.flatnonzero(is_layer)
    for part in batches(layers):
        own = layers[part]
        reflect(scene, solid, light, seen, own.astype(np.int32), own, seen.view, seen.normal, result)
    return result


def no_mirrors(seen: Fragments) -> Mirrors:
    """Darkness in the mirrors of all fragments."""
    count = len(seen.triangle)
    return Mirrors(
        np.zeros(count, np.float32),
        np.zeros((count, 3), np.float32),
        np.full(count, -1, np.int32),
        np.zeros((count, 3), np.float32),
        np.zeros((count, 3), np.float32),
        np.zeros((count, 3), np.float32),
        np.zeros_like(seen.uv),
        np.zeros(count, np.float32),
        np.ones_like(seen.color),
    )


def few_of_each(stacks: Stacks, chosen: NDArray[np.bool_], limit: int) -> tuple[Rows, Ints]:
    """Samples that stand for the `chosen` stacks (s,) in mirrors, and whose they are, ascending.

    All where there are no more than `limit`, else every second, third, …
    """
    sizes = np.bincount(stacks.of_sample, minlength=len(chosen))
    step = -(-sizes // limit)
    kept = np.where(chosen, -(-sizes // step), 0)
    rows = np.empty(int(kept.sum()), np.int64)
    take_few(stacks.of_sample, step, kept, np.cumsum(kept) - kept, np.zeros_like(sizes), rows)
    return rows, np.repeat(np.arange(len(chosen), dtype=np.int32), kept)


@kernel
def take_few(of_sample: Ints, step: Rows, kept: Rows, first: Rows, count: Rows, rows: Rows) -> None:
    """Fill in the samples of `few_of_each`, those of stack s from `first[s]`; `count` is 0 at the start."""
    for i in range(len(of_sample)):
        s = of_sample[i]
        if kept[s] and count[s] % step[s] == 0:
            rows[first[s] + count[s] // step[s]] = i
        count[s] += 1


def batches(of: NDArray[np.integer]) -> list[slice]:
    """Runs of about `BATCH` rows that keep equal ones of `of` (n,) together; it ascends."""
    bounds = [0]
    while bounds[-1] < len(of):
        last = of[min(bounds[-1] + BATCH, len(of)) - 1]
        bounds.append(int(np.searchsorted(of, last, side="right")))
    return [slice(low, high) for low, high in itertools.pairwise(bounds)]


def reflect(
    scene: Scene,
    solid: Tracer,
    light: Light,
    seen: Fragments,
    of: Ints,
    rows: Rows,
    views: Floats,
    normals: Floats,
    result: Mirrors,
) -> NDArray[np.bool_]:
    """Mirror `rows` of `views` and `normals` off fragments `of`, ascending; average, by fragment, what they meet.

    (n,) whether the rays of its fragment met the same.
    """
    first = np.flatnonzero(np.append(True, of[1:] != of[:-1]))
    runs = np.append(first, len(of))
    origins, toward = (np.empty((len(of), 3), np.float32) for _ in range(2))
    aim(of, rows, views, normals, seen.flat_normal, seen.position, light.lift, origins, toward)
    hits = solid.hits(origins, toward)
    struck = np.flatnonzero(hits.triangle >= 0)
    points, second = (np.empty((len(struck), 3), np.float32) for _ in range(2))
    places = (hits.triangle, hits.u, hits.v, hits.distance)
    aim_again(struck, places, scene.faces, scene.normals, light.lift, (origins, toward), (points, second))
    sight = (light.mirrored, light.has_ground, ground_map(light))
    met, next_met = hits.triangle.copy(), solid.triangles(points, second)
    # Of what is not met, -1, the last triangle's light is taken and overwritten.
    shown, again = np.empty_like(toward), light.triangle[next_met]
    shine(light.corner, hits.triangle, hits.u, hits.v, shown)
    look(runs, (origins, toward), 1.0, *sight, met, shown)
    look(np.searchsorted(struck, runs), (points, second), THIRD_ALBEDO, *sight, next_met, again)
    average(runs, of, met, shown, again, (result.sky, result.ground, result.light, result.sky_light, result.again))
    alike, ray = np.empty(len(first), np.bool_), np.empty(len(first), np.int64)
    judge(runs, of, scene.material, met, (shown, again), result.material, ray, alike)
    found = ray >= 0
    where = of[first[found]]
    triangle, weights = struck_at(hits, ray[found])
    result.uv[where], result.spread[where] = spots(scene, seen, where, triangle, weights)
    if len(result.color):
        result.color[where] = mixed(scene.colors, triangle, weights)
    return np.repeat(alike, np.diff(runs))


def show_sky(light: Light, seen: Fragments, of: Ints, rows: Rows, samples: Samples, result: Mirrors) -> None:
    """Average, by fragment, what `rows` of the samples show off fragments `of`, ascending: nothing is in their way."""
    runs = np.append(np.flatnonzero(np.append(True, of[1:] != of[:-1])), len(of))
    origins, toward, shown = (np.empty((len(of), 3), np.float32) for _ in range(3))
    views, normals = samples.directions, samples.normal
    aim(of, rows, views, normals, seen.flat_normal, seen.position, light.lift, origins, toward)
    met = np.full(len(of), -1, np.int32)
    look(runs, (origins, toward), 1.0, light.mirrored, light.has_ground, ground_map(light), met, shown)
    average(runs, of, met, shown, shown[:0], (result.sky, result.ground, result.light, result.sky_light, result.again))


def struck_at(hits: Hits, ray: Rows) -> tuple[Ints, Floats]:
    """The triangle (n,) that each `ray` hits, and how near its corners (n, 3)."""
    return hits.triangle[ray], np.stack([1 - hits.u[ray] - hits.v[ray], hits.u[ray], hits.v[ray]], axis=1)


def spots(scene: Scene, seen: Fragments, shown: Ints, triangle: Ints, weights: Floats) -> tuple[Floats, Floats]:
    """Texture coordinates (n, 2 · sets) of hits, and how far a pixel reaches over the first of them (n,)."""
    uv = mixed(np.ascontiguousarray(scene.uv[..., : seen.uv.shape[1]]), triangle, weights)
    corners, flat = scene.positions[triangle], scene.uv[triangle, :, :2]
    area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1)
    a, b = flat[:, 1] - flat[:, 0], flat[:, 2] - flat[:, 0]
    density = np.sqrt(np.abs(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]) / np.maximum(area, 1e-12))
    # A pixel has come as far over the hit as over the mirror, and farther by the way between: taken for as much again.
    reach = seen.footprint_mm[shown] / 1000 * 2
    return uv, np.minimum(density * reach, 1).astype(np.float32)
