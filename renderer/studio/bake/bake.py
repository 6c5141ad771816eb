"""The steps of a bake, in order."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.environment import load_environment
from renderer.environment.environment import Environment
from renderer.gltf.document import Document
from renderer.kept import kept_in
from renderer.recipe import Shot
from renderer.room import Room
from renderer.store import Store
from renderer.studio.bake.arriving import Arriving, gather_fragments
from renderer.studio.bake.fragments import Fragments, fragments
from renderer.studio.bake.frost import frosted
from renderer.studio.bake.ground import ground_shadow
from renderer.studio.bake.half import half_resolution
from renderer.studio.bake.key import bake_key
from renderer.studio.bake.light import Light, light_scene
from renderer.studio.bake.mirror import Mirrors, mirrors
from renderer.studio.bake.storage import Bake, load, load_whole, save
from renderer.studio.bake.tints import tints
from renderer.studio.bake.tracer import Tracer
from renderer.studio.bake.visible import Stacks, visible
from renderer.studio.known_scenes import geometry_of, scene_of
from renderer.studio.scene import OPAQUE, Scene

NBYTES_OF_POSITIONS = 13
"""Embree's two trees over triangles and the light on them take so many times what their corners do."""


def bake(document: Document, shot: Shot, store: Store, cache: Path) -> Bake:
    """The bake of `document` for `shot`: from `cache`, or made and kept there. Raises `ModelError`, `InputError`."""
    with kept_in(cache):
        folder = cache / "bakes" / bake_key(geometry_of(document), shot)
    kept = load_whole(folder)
    if kept is None:
        save(make(scene_of(document), shot, load_environment(store.get(shot.environment), cache)), folder)
    return kept or load(folder)


@dataclass(frozen=True)
class Stage:
    """What all shots of a scene in one environment have in common."""

    tracer: Tracer
    solid: Tracer
    """What is opaque alone."""
    light: Light
    nbytes: int
    """About as much as it takes."""


STAGES: Room[Stage] = Room(256 << 20)
"""What this process has baked last: the next shot is most often of the same product."""


def stage_of(scene: Scene, shot: Shot, environment: Environment) -> Stage:
    """The scene ready to be traced, and the light on it."""

    def build() -> Stage:
        tracer = Tracer(scene.positions)
        solid = Tracer(scene.positions, scene.kinds[scene.material] == OPAQUE)
        light = light_scene(scene, solid, environment, has_ground=shot.ground)
        return Stage(tracer, solid, light, NBYTES_OF_POSITIONS * scene.positions.nbytes)

    return STAGES.get((scene.geometry_digest, shot.environment, shot.ground), build)


def make(scene: Scene, shot: Shot, environment: Environment) -> Bake:
    """Trace and light everything."""
    stage = stage_of(scene, shot, environment)
    tracer, solid, light = stage.tracer, stage.solid, stage.light
    samples, stacks = visible(tracer, scene, shot)
    seen = fragments(scene, samples, stacks, shot)
    half = half_resolution(tracer, scene, shot)
    gathered, bounces = gather_fragments(scene, solid, light, half, seen, stacks, shot)
    reflected = mirrors(scene, solid, light, seen, samples, stacks)
    frost, reach = frosted(scene, seen, shot)
    return Bake(
        width=shot.width,
        height=shot.height,
        zones=scene.zones,
        stack_pixel=stacks.pixel,
        stack_weight=stacks.weight,
        stack_first=seen.stack_first,
        stack_ends=seen.stack_ends,
        frosted=frost,
        frost_reach=reach,
        **by_material(rows(scene, seen, gathered, reflected)),
        bounce_material=bounces.material,
        bounce_tint=bounces.tint,
        direct=bounces.direct,
        transfer=bounces.transfer,
        shadow=ground_shadow(solid, light, shot, covered(stacks, seen, shot)),
        tint=tints(scene),
        name="",
    )


def covered(stacks: Stacks, seen: Fragments, shot: Shot) -> NDArray[np.bool_]:
    """(height, width) the pixels behind whose surfaces nothing else is seen."""
    share = np.bincount(stacks.pixel, stacks.weight * seen.stack_ends, shot.width * shot.height)
    return np.reshape(share > 1 - 1e-3, (shot.height, shot.width))


def rows(scene: Scene, seen: Fragments, gathered: Arriving, reflected: Mirrors) -> dict[str, NDArray[Any]]:
    """What a bake says of each fragment; see `Bake`."""
    mirror = [reflected.sky[:, None], reflected.ground, reflected.light, reflected.sky_light, reflected.again]
    light = [halved(part) for part in (gathered.sky, gathered.ground, gathered.wide, *mirror)]
    return {
        "fragment": np.arange(len(seen.triangle), dtype=np.int32),
        "material": scene.material[seen.triangle].astype(np.int16),
        "geometry": np.concatenate([seen.normal, seen.tangent, -seen.view, seen.spread[:, None]], axis=1),
        "light": np.concatenate(light, axis=1),
        "bounce": halved(gathered.bounce),
        "mirror_material": reflected.material.astype(np.int16),
        "mirror_uv": reflected.uv,
        "mirror_spread": reflected.spread.astype(np.float16),
        "mirror_color": reflected.color,
        "uv": seen.uv,
        "spread_uv": seen.spread_uv,
        "color": seen.color,
        "zone": scene.zone[seen.triangle].astype(np.int16),
        "zone_mm": seen.zone_mm,
        "footprint_mm": seen.footprint_mm.astype(np.float16),
    }


def halved(light: NDArray[np.float32]) -> NDArray[np.float16]:
    """Half floats; the sun in a mirror is as bright as they go."""
    return np.minimum(light, np.finfo(np.float16).max).astype(np.float16)


def by_material(arrays: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """All rows in the order of their materials, so that shading takes each material at one go."""
    order = np.argsort(arrays["material"], kind="stable")
    return {name: array[order] if len(array) else array for name, array in arrays.items()}
