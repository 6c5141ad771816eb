"""The steps of a bake, in order."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.color import LUMINANCE
from renderer.environment import load_environment
from renderer.environment.environment import Environment
from renderer.gltf.document import Document
from renderer.kept import kept_in
from renderer.recipe import Shot
from renderer.store import Store
from renderer.studio.bake.bounces import Bounces, choose_bounces
from renderer.studio.bake.denoise import denoise
from renderer.studio.bake.fragments import Fragments, fragments
from renderer.studio.bake.gather import gather
from renderer.studio.bake.ground import ground_shadow
from renderer.studio.bake.half import Half, half_resolution
from renderer.studio.bake.key import bake_key
from renderer.studio.bake.light import Light, light_scene, open_sky
from renderer.studio.bake.mirror import Mirrors, mirrors, wide_lobes
from renderer.studio.bake.spread import spread
from renderer.studio.bake.storage import Bake, load, load_whole, save
from renderer.studio.bake.tracer import Tracer
from renderer.studio.bake.visible import Stacks, visible
from renderer.studio.known_scenes import geometry_of, scene_of
from renderer.studio.scene import OPAQUE, Scene

Floats = NDArray[np.float32]

WEIGHTS = LUMINANCE.astype(np.float32)
HALF_RAYS, ORPHAN_RAYS = 40, 64
"""As few as the denoiser turns into even light; orphans do without it and are few, so they get more."""
MARGIN = 8
"""Half-resolution pixels around what is seen that the denoiser is given as well."""
OPEN, SHARES = 4, 6
"""The first channels of `Arriving.together`: shares of what is open, and shares of any kind."""
UNOCCLUDED = np.array([1, 1, 1, 1, 0, 0, 0], np.float32)
"""The first channels for glass and the like, lit by the whole sky: their own colour matters little."""


def bake(document: Document, shot: Shot, store: Store, cache: Path) -> Bake:
    """The bake of `document` for `shot`: from `cache`, or made and kept there. Raises `ModelError`, `InputError`."""
    with kept_in(cache):
        folder = cache / "bakes" / bake_key(geometry_of(document), shot)
    kept = load_whole(folder)
    if kept is None:
        save(make(scene_of(document), shot, load_environment(store.get(shot.environment), cache)), folder)
    return kept or load(folder)


def make(scene: Scene, shot: Shot, environment: Environment) -> Bake:
    """Trace and light everything."""
    tracer = Tracer(scene.positions)
    solid = Tracer(scene.positions, scene.kinds[scene.material] == OPAQUE)
    samples, stacks = visible(tracer, scene, shot)
    seen = fragments(scene, samples, stacks, shot)
    light = light_scene(scene, solid, environment, has_ground=shot.ground)
    half = half_resolution(tracer, scene, shot)
    gathered, bounces = gather_fragments(scene, solid, light, half, seen, stacks, shot)
    reflected = mirrors(scene, solid, light, seen, samples, stacks)
    return Bake(
        width=shot.width,
        height=shot.height,
        zones=scene.zones,
        stack_pixel=stacks.pixel,
        stack_weight=stacks.weight,
        stack_first=seen.stack_first,
        stack_ends=seen.stack_ends,
        **by_material(rows(scene, seen, gathered, reflected)),
        bounce_material=bounces.material,
        bounce_tint=bounces.tint,
        direct=bounces.direct,
        transfer=bounces.transfer,
        shadow=ground_shadow(solid, light, shot),
        name="",
    )


def rows(scene: Scene, seen: Fragments, gathered: "Arriving", reflected: Mirrors) -> dict[str, NDArray[Any]]:
    """What a bake says of each fragment; see `Bake`."""
    mirror = [reflected.sky[:, None], reflected.ground, reflected.light, reflected.sky_light, reflected.again]
    light = [gathered.sky, gathered.ground, gathered.wide, *mirror]
    return {
        "fragment": np.arange(len(seen.triangle), dtype=np.int32),
        "material": scene.material[seen.triangle].astype(np.int16),
        "geometry": np.concatenate([seen.normal, seen.tangent, -seen.view, seen.spread[:, None]], axis=1),
        "light": np.concatenate(light, axis=1).astype(np.float16),
        "bounce": gathered.bounce.astype(np.float16),
        "mirror_material": reflected.material.astype(np.int16),
        "mirror_uv": reflected.uv,
        "mirror_spread": reflected.spread.astype(np.float16),
        "uv": seen.uv,
        "spread_uv": seen.spread_uv,
        "color": seen.color if (scene.colors != 1).any() else seen.color[:0],
        "zone": scene.zone[seen.triangle].astype(np.int16),
        "zone_mm": seen.zone_mm,
        "footprint_mm": seen.footprint_mm.astype(np.float16),
    }


def by_material(arrays: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """All rows in the order of their materials, so that shading takes each material at one go."""
    order = np.argsort(arrays["material"], kind="stable")
    return {name: array[order] if len(array) else array for name, array in arrays.items()}


@dataclass(frozen=True)
class Arriving:
    """Light at points: shares of the sky's (P, 3), ground (P, 3), bounce (P, K), wide (P, 3)."""

    sky: Floats
    ground: Floats
    bounce: Floats
    wide: Floats

    def together(self) -> Floats:
        """All channels side by side; the ground's light is of one colour and needs but one."""
        return np.concatenate([self.sky, self.wide, self.ground @ WEIGHTS[:, None], self.bounce], axis=1)

    @classmethod
    def apart(cls, channels: Floats, ground_tint: Floats) -> "Arriving":
        """The reverse of `together`."""
        return cls(channels[:, :3], channels[:, 6:7] * ground_tint, channels[:, 7:], channels[:, 3:6])


def gather_fragments(
    scene: Scene,
    solid: Tracer,
    light: Light,
    half: Half,
    seen: Fragments,
    stacks: Stacks,
    shot: Shot,
) -> tuple[Arriving, Bounces]:
    """Gather at half resolution, denoise, spread to the fragments; those that find no neighbour look for themselves."""
    coarse = gather(scene, solid, light, half.position, half.normal, HALF_RAYS)
    wide = wide_lobes(solid, light, half.position, half.normal, half.view)
    lit = replace(coarse, sky=coarse.sky * open_sky(light, half.normal))
    bounces = choose_bounces(scene, light, half.material, lit)
    noisy = Arriving(coarse.sky, coarse.ground, coarse.bounce[:, bounces.material], wide)
    clean = denoised(noisy.together(), half)
    pixel = stacks.pixel[seen.stack]
    channels, orphan = spread(
        half, clean, pixel, shot.width, seen.position, seen.normal, seen.footprint_mm / np.float32(1000)
    )
    layered = scene.kinds[scene.material[seen.triangle]] != OPAQUE
    channels[layered] = UNOCCLUDED @ np.eye(7, channels.shape[1], dtype=np.float32)
    rows = np.flatnonzero(orphan & ~layered)
    channels[rows] = alone(scene, solid, light, seen, rows, bounces)
    shares = Arriving.apart(channels, light.open_ground / (light.open_ground @ WEIGHTS))
    return replace(shares, sky=shares.sky * open_sky(light, seen.normal)), bounces


def denoised(values: Floats, half: Half) -> Floats:
    """Values (P, C) of the half-resolution points without their noise."""
    values = values.copy()
    # The denoiser keeps darkness as it is, but not quite an even 1: it is given what is blocked.
    values[:, :OPEN] = 1 - values[:, :OPEN]
    if not len(values):
        return values
    y, x = np.divmod(half.pixel, half.width)
    # Beyond the surfaces the denoiser needs little to look at.
    top, left = max(int(y.min()) - MARGIN, 0), max(int(x.min()) - MARGIN, 0)
    height, width = (int(last) + 1 + MARGIN - first for last, first in ((y.max(), top), (x.max(), left)))
    at = (y - top) * width + x - left
    # Where there is no surface the picture holds the mean, so that edges do not ring against darkness.
    picture = np.tile(values.mean(axis=0), (height * width, 1)).astype(np.float32)
    normal = np.zeros((height * width, 3), np.float32)
    picture[at], normal[at] = values, half.normal
    shape = (height, width, -1)
    clean: Floats = denoise(picture.reshape(shape), normal.reshape(shape)).reshape(len(picture), -1)[at]
    clean[:, :OPEN] = 1 - clean[:, :OPEN]
    clean[:, :SHARES] = np.clip(clean[:, :SHARES], 0, 1)
    return clean


def alone(
    scene: Scene, solid: Tracer, light: Light, seen: Fragments, rows: NDArray[np.int64], bounces: Bounces
) -> Floats:
    """Channels of fragments that have no neighbour on their own surface."""
    own = gather(scene, solid, light, seen.position[rows], seen.normal[rows], ORPHAN_RAYS)
    wide = wide_lobes(solid, light, seen.position[rows], seen.normal[rows], seen.view[rows])
    return Arriving(own.sky, own.ground, own.bounce[:, bounces.material], wide).together()
