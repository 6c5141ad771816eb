"""What reflections meet: sharp ones sample by sample, wide ones as shares of sky and ground."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.jit import kernel
from renderer.studio.bake.fragments import Fragments
from renderer.studio.bake.light import GroundMap, Light, sky_or_ground
from renderer.studio.bake.sampling import lobe_rays
from renderer.studio.bake.tracer import CHUNK, Tracer
from renderer.studio.bake.visible import Samples, Stacks
from renderer.studio.scene import Scene

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

WIDE_ALPHA = 0.36
"""Perceptual roughness 0.6, of grained plastic and vinyl: what is rougher hardly reflects, what is sharper is mixed."""
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


def mirrors(scene: Scene, solid: Tracer, light: Light, seen: Fragments, samples: Samples, stacks: Stacks) -> Mirrors:
    """Reflect every sample off the last surface of its stack, and the representative off the layers before it."""
    count = len(seen.triangle)
    last = seen.stack_first[1:] - 1
    result = Mirrors(
        np.zeros(count, np.float32),
        np.zeros((count, 3), np.float32),
        np.full(count, -1, np.int32),
        np.zeros((count, 3), np.float32),
    )
    is_layer = np.ones(count, bool)
    is_layer[last] = False
    layers = np.flatnonzero(is_layer)
    batch = CHUNK // 2
    for low, high in sample_bounds(samples, batch):
        of = last[stacks.of_sample[low:high]]
        reflect(scene, solid, light, seen, of, samples.directions[low:high], samples.normal[low:high], result)
    for first in range(0, len(layers), batch):
        of = layers[first : first + batch].astype(np.int32)
        reflect(scene, solid, light, seen, of, seen.view[of], seen.normal[of], result)
    return result


def sample_bounds(samples: Samples, batch: int) -> list[tuple[int, int]]:
    """Runs of about `batch` samples that do not cut a pixel in two."""
    bounds, low = [], 0
    total = len(samples.pixel)
    while low < total:
        high = min(low + batch, total)
        while high < total and samples.pixel[high] == samples.pixel[high - 1]:
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
    """Send mirror rays for samples of fragments `of` and add up, by fragment, what they meet."""
    flat = seen.flat_normal[of]
    facing = np.where(np.einsum("nx,nx->n", normal, flat)[:, None] < 0, -normal, normal)
    toward = view - 2 * np.einsum("nx,nx->n", view, facing)[:, None] * facing
    below = np.einsum("nx,nx->n", toward, flat)
    toward += flat * np.maximum(0.02 - below, 0)[:, None]
    toward /= np.linalg.norm(toward, axis=1, keepdims=True)
    origins = seen.position[of] + flat * np.float32(light.lift)
    toward, origins = np.ascontiguousarray(toward, np.float32), np.ascontiguousarray(origins, np.float32)
    hit = solid.triangles(origins, toward)
    ground = (light.ground, light.center[0], light.center[1], light.half, light.open_ground)
    order = np.argsort(of, kind="stable")
    add_mirrors(
        of[order].astype(np.int32),
        hit[order],
        origins[order],
        toward[order],
        light.has_ground,
        light.sky,
        ground,
        scene.material,
        light.triangle,
        (result.sky, result.ground, result.material, result.light),
    )


@kernel
def add_mirrors(
    of: Ints,
    hit: Ints,
    origins: Floats,
    toward: Floats,
    has_ground: bool,
    sky: Floats,
    ground: GroundMap,
    material: Ints,
    lit: Floats,
    out: tuple[Floats, Floats, Ints, Floats],
) -> None:
    """Means over each run of equal `of`; of several materials the one most often hit stands for all."""
    from_sky, from_ground, which, brought = out
    begin = 0
    while begin < len(of):
        end = begin
        while end < len(of) and of[end] == of[begin]:
            end += 1
        f, share = of[begin], 1.0 / (end - begin)
        most = 0
        for i in range(begin, end):
            if hit[i] < 0:
                if has_ground and toward[i, 1] < -1e-4 and origins[i, 1] > 0.0:
                    r, g, b = sky_or_ground(origins[i], toward[i], sky, has_ground, ground)
                    from_ground[f, 0] += r * share
                    from_ground[f, 1] += g * share
                    from_ground[f, 2] += b * share
                else:
                    from_sky[f] += share
                continue
            for axis in range(3):
                brought[f, axis] += lit[hit[i], axis] * share
            votes = 0
            for j in range(begin, end):
                if hit[j] >= 0 and material[hit[j]] == material[hit[i]]:
                    votes += 1
            if votes > most:
                most = votes
                which[f] = material[hit[i]]
        begin = end


def wide_lobes(solid: Tracer, light: Light, points: Floats, normals: Floats, views: Floats) -> Floats:
    """(P, 2) shares of a GGX lobe of α = WIDE_ALPHA around the reflection that see the sky and the ground."""
    shares = np.zeros((len(points), 2), np.float32)
    batch = CHUNK // WIDE_RAYS
    for first in range(0, len(points), batch):
        rows = slice(first, first + batch)
        count = len(points[rows])
        origins, toward = (np.empty((count * WIDE_RAYS, 3), np.float32) for _ in range(2))
        lobe_rays(points[rows], normals[rows], views[rows], first, WIDE_RAYS, WIDE_ALPHA, light.lift, origins, toward)
        missed = (solid.triangles(origins, toward) < 0).reshape(count, WIDE_RAYS)
        down = (light.has_ground & (toward[:, 1] < -1e-4) & (origins[:, 1] > 0)).reshape(count, WIDE_RAYS)
        shares[rows, 0] = (missed & ~down).mean(axis=1)
        shares[rows, 1] = (missed & down).mean(axis=1)
    return shares
