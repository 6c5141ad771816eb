"""Which slots send noticeable light to others, and how they light each other in turn."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.color import LUMINANCE
from renderer.studio.bake.gather import Gathered
from renderer.studio.bake.light import Light
from renderer.studio.scene import Scene

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

MAX_BOUNCES = 9
"""Slots whose light is kept apart: each costs 2 bytes a fragment, and the tenth of a golf cart brings no grey level."""
NOTICEABLE = 0.002
"""Share of all light below which a slot's bounce is left out."""


@dataclass(frozen=True)
class Bounces:
    """K slots, see `renderer.studio.bake.storage.Bake`."""

    material: Ints
    tint: Floats
    direct: Floats
    transfer: Floats


def choose_bounces(scene: Scene, light: Light, material: Ints, gathered: Gathered) -> Bounces:
    """The slots that matter in this picture, by material number."""
    brought = gathered.bounce.mean(axis=0) if len(gathered.bounce) else np.zeros(len(scene.kinds))
    total = float((gathered.sky + gathered.ground).mean()) if len(gathered.sky) else 0.0
    strongest = np.argsort(-brought, kind="stable")[:MAX_BOUNCES]
    chosen = np.sort(strongest[brought[strongest] > NOTICEABLE * total]).astype(np.int32)
    direct = np.stack([slot_light(scene, light, number) for number in chosen]) if len(chosen) else np.zeros((0, 3))
    brightness = direct @ LUMINANCE
    transfer = np.zeros((len(chosen), len(chosen)), np.float32)
    for row, number in enumerate(chosen):
        points = material == number
        if points.any():
            transfer[row] = gathered.bounce[points][:, chosen].mean(axis=0)
    tint = direct / np.maximum(brightness, 1e-6)[:, None]
    return Bounces(chosen, tint.astype(np.float32), direct.astype(np.float32), transfer)


def slot_light(scene: Scene, light: Light, number: int) -> NDArray[np.float64]:
    """(3,) mean light on the triangles of a material, by area."""
    own = scene.material == number
    edges = scene.positions[own, 1:].astype(np.float64) - scene.positions[own, :1]
    area = np.linalg.norm(np.cross(edges[:, 0], edges[:, 1]), axis=1)
    return np.asarray((light.triangle[own] * area[:, None]).sum(axis=0) / max(area.sum(), 1e-12))
