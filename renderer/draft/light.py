"""The light that arrives at each corner of a scene: a few rays a corner, once for all cameras and colours."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from renderer.color import LUMINANCE
from renderer.draft.refine import refined
from renderer.environment import Environment
from renderer.gltf.document import Document
from renderer.recipe import Shot
from renderer.studio.bake.denoise import denoise
from renderer.studio.bake.gather import Gathered, gather
from renderer.studio.bake.light import Light, light_scene, open_sky
from renderer.studio.bake.tints import tint_of, tints
from renderer.studio.bake.tracer import Tracer
from renderer.studio.scene import OPAQUE, Scene, material_of, read_scene
from renderer.studio.shade.materials import read_material
from renderer.studio.shade.tones import mean_albedo

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
KeptT = TypeVar("KeptT")

KEPT = 2
PLACES = 100_000
"""Along the longest side of the scene's box: corners that are as near as that are in one place."""
NORMAL_STEPS = 4.0
"""Corners in one place share their light where their normals round to the same of so many steps."""
FEWEST_RAYS, MOST_RAYS, ALL_RAYS = 12, 64, 8_000_000
"""Rays from each corner, so that all together are about ALL_RAYS."""
MUTUAL = 1.3
"""What further bounces add to the first."""


@dataclass(frozen=True, eq=False)
class Arriving:
    """Light at places where corners meet, kept apart by where it comes from."""

    light: Light
    normals: Floats
    """(P, 3)"""
    place: Ints
    """(3 T,) of each corner."""
    gathered: Gathered
    kept: Floats | None
    """(n, n, 3) what the ground keeps of its light; None where there is none."""


@dataclass(frozen=True, eq=False)
class LitScene:
    """Triangles, and for each corner irradiance / π and the share of the open sky that it has (T, 3, 4)."""

    scene: Scene
    arriving: Arriving
    corners: Floats


_SCENES: OrderedDict[Hashable, Scene] = OrderedDict()
_LIGHTS: OrderedDict[Hashable, Arriving] = OrderedDict()


def lit_scene(document: Document, shot: Shot, environment: Environment) -> LitScene:
    """`document`, decals among it, under the light of `shot`."""
    scene = _keep(_SCENES, document.digest(), lambda: refined(read_scene(document, with_decals=True)))
    flat = artworks_in(document)
    key = (_geometry(scene), shot.environment, shot.ground, flat)
    arriving = _keep(_LIGHTS, key, lambda: arriving_light(scene, environment, flat, has_ground=shot.ground))
    return LitScene(scene, arriving, corner_light(document, scene, arriving))


def _keep(kept: OrderedDict[Hashable, KeptT], key: Hashable, make: Callable[[], KeptT]) -> KeptT:
    if key not in kept:
        kept[key] = make()
    kept.move_to_end(key)
    while len(kept) > KEPT:
        kept.popitem(last=False)
    return kept[key]


def _geometry(scene: Scene) -> str:
    """What the light depends on: not colours."""
    state = hashlib.sha256(scene.kinds[scene.material].tobytes())
    for array in (scene.positions, scene.normals, scene.material):
        state.update(np.ascontiguousarray(array).data)
    return state.hexdigest()


def artworks_in(document: Document) -> tuple[int, ...]:
    """The materials of lettering that is cut out as shapes.

    Less than a millimetre above what it lies on, it would take the light of the corners below it, and those pass that
    on as far as their triangles reach.
    """
    decals: set[int] = set()
    others: set[int] = set()
    for item in document.visible_primitives():
        marks = document.json["nodes"][item.node].get("extras") or {}
        (decals if {"decal", "decals"} & marks.keys() else others).add(material_of(document, item.primitive))
    return tuple(sorted(decals - others))


def arriving_light(scene: Scene, environment: Environment, flat: tuple[int, ...], *, has_ground: bool) -> Arriving:
    """Look around from every place where corners meet; materials `flat` stand in nobody's light."""
    solid = Tracer(scene.positions, (scene.kinds[scene.material] == OPAQUE) & ~np.isin(scene.material, flat))
    light = light_scene(scene, solid, environment, has_ground=has_ground)
    first, place = places(scene)
    points, normals = (
        np.ascontiguousarray(each.reshape(-1, 3)[first]) for each in (scene.positions, scene.normals)
    )  # fmt: skip
    rays = int(np.clip(ALL_RAYS // max(len(points), 1), FEWEST_RAYS, MOST_RAYS))
    noisy = gather(scene, solid, light, points, normals, rays)
    smooth = Gathered(*(smoothed(each, place) for each in (noisy.sky, noisy.ground, noisy.bounce)))
    return Arriving(light, normals, place, smooth, kept_ground(light) if has_ground else None)


def places(scene: Scene) -> tuple[Ints, Ints]:
    """The first corner at each place, and the place (3 T,) of each corner."""
    flat = scene.positions.reshape(-1, 3).astype(np.float64)
    low, size = flat.min(axis=0), float(np.ptp(flat, axis=0).max()) or 1.0
    where = np.round((flat - low) * (PLACES / size)).astype(np.int64)
    turn = np.round((scene.normals.reshape(-1, 3) + 1.0) * NORMAL_STEPS).astype(np.int64)
    # All six as one number of 60 bits: numbers are sorted ten times as fast as rows of numbers.
    key = np.zeros(len(flat), np.int64)
    for each, most in ((where, PLACES + 1), (turn, round(2 * NORMAL_STEPS) + 1)):
        for axis in range(3):
            key = key * most + each[:, axis]
    _, first, place = np.unique(key, return_index=True, return_inverse=True)
    return first, place


def smoothed(values: Floats, place: Ints) -> Floats:
    """Values (P, C) averaged over the triangles around each place: rays are few, and light varies slowly."""
    triangles = values[place].reshape(-1, 3, values.shape[1]).mean(axis=1)
    count = np.bincount(place, minlength=len(values))
    spread = np.stack([np.bincount(place, np.repeat(band, 3), len(values)) for band in triangles.T], axis=1)
    return np.asarray(spread / count[:, None], np.float32)


def kept_ground(light: Light) -> Floats:
    """What the ground keeps of its light, without the noise of its rays."""
    shade = (1 - light.ground / light.open_ground).astype(np.float32)
    return np.asarray(1 - denoise(shade, np.zeros_like(shade)), np.float32)


def corner_light(document: Document, scene: Scene, arriving: Arriving) -> Floats:
    """Sky, ground and what the other slots send on in the colours of `document`, at each corner (T, 3, 4)."""
    materials = [*document.json.get("materials", []), {}]
    tint = tints(scene)
    albedo = np.stack(
        [mean_albedo(document, read_material(each), tint_of(tint, number)) for number, each in enumerate(materials)]
    )
    known = open_sky(arriving.light, arriving.normals)
    gathered = arriving.gathered
    outside = gathered.sky * known + gathered.ground
    share = np.clip(outside @ LUMINANCE / np.maximum(known @ LUMINANCE, 1e-6), 0, 1)
    inside = gathered.bounce @ albedo * MUTUAL
    values = np.concatenate([outside + inside, share[:, None]], axis=1).astype(np.float32)
    return values[arriving.place].reshape(-1, 3, 4)
