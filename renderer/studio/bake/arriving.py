"""The light that arrives at fragments: gathered at half resolution, its noise taken away, spread along surfaces."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from renderer.color import LUMINANCE
from renderer.recipe import Shot
from renderer.studio.bake.bounces import Bounces, choose_bounces
from renderer.studio.bake.clean import cleaned
from renderer.studio.bake.fragments import Fragments
from renderer.studio.bake.gather import gather
from renderer.studio.bake.half import Half
from renderer.studio.bake.light import Light, open_sky
from renderer.studio.bake.lobes import wide_lobes
from renderer.studio.bake.spread import spread
from renderer.studio.bake.tracer import Tracer
from renderer.studio.bake.visible import Stacks
from renderer.studio.scene import OPAQUE, Scene

Floats = NDArray[np.float32]

WEIGHTS = LUMINANCE.astype(np.float32)
HALF_RAYS, ORPHAN_RAYS = 40, 64
"""As few as the denoiser turns into even light; orphans do without it and are few, so they get more."""
UNOCCLUDED = np.array([1, 1, 1, 1, 0, 0, 0], np.float32)
"""The first channels for glass and the like, lit by the whole sky: their own colour matters little."""


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

    def cleaned(self, half: Half) -> Floats:
        """All channels of half-resolution points, side by side, without their noise."""
        sky, wide, ground, bounce = cleaned(half, self.sky, self.wide, self.ground @ WEIGHTS, self.bounce)
        return np.concatenate([sky, wide, ground[:, None], bounce], axis=1)


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
    clean = noisy.cleaned(half)
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


def alone(
    scene: Scene, solid: Tracer, light: Light, seen: Fragments, rows: NDArray[np.int64], bounces: Bounces
) -> Floats:
    """Channels of fragments that have no neighbour on their own surface."""
    own = gather(scene, solid, light, seen.position[rows], seen.normal[rows], ORPHAN_RAYS)
    wide = wide_lobes(solid, light, seen.position[rows], seen.normal[rows], seen.view[rows])
    return Arriving(own.sky, own.ground, own.bounce[:, bounces.material], wide).together()
