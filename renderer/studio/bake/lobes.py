"""What wide lobes take in: shares of sky, ground and surfaces around the reflection."""

import numpy as np
from numpy.typing import NDArray

from renderer.environment.sphere import look_up
from renderer.jit import kernel
from renderer.studio.bake.light import Light
from renderer.studio.bake.sampling import lobe_rays
from renderer.studio.bake.tracer import CHUNK, Tracer

Floats = NDArray[np.float32]

WIDE_ALPHA = 0.36
"""Perceptual roughness 0.6, of grained plastic and vinyl: what is rougher hardly reflects, what is sharper is mixed."""
WIDE_RAYS = 12
"""Two shares with an error of a tenth each, which the denoiser takes away with that of the light."""


def wide_lobes(solid: Tracer, light: Light, points: Floats, normals: Floats, views: Floats) -> Floats:
    """What a GGX lobe of α = WIDE_ALPHA around the reflection meets (P, 3).

    The share of the whole sky's light in it that arrives, and the shares of its directions that see the ground and
    other surfaces.
    """
    shares = np.zeros((len(points), 3), np.float32)
    batch = CHUNK // WIDE_RAYS
    for first in range(0, len(points), batch):
        rows = slice(first, first + batch)
        count = len(points[rows])
        origins, toward = (np.empty((count * WIDE_RAYS, 3), np.float32) for _ in range(2))
        lobe_rays(points[rows], normals[rows], views[rows], first, WIDE_RAYS, WIDE_ALPHA, light.lift, origins, toward)
        blocked = solid.blocked(origins, toward)
        add_shares(blocked, origins, toward, light.sky, light.has_ground, WIDE_RAYS, shares[rows])
    return shares


@kernel
def add_shares(
    blocked: NDArray[np.bool_],
    origins: Floats,
    toward: Floats,
    sky: Floats,
    has_ground: bool,
    rays: int,
    shares: Floats,
) -> None:
    """Fill in the shares of `wide_lobes`, `rays` for each point."""
    for p in range(len(shares)):
        arrives, whole, ground, met = 0.0, 0.0, 0, 0
        for k in range(p * rays, (p + 1) * rays):
            r, g, b = look_up(sky, toward[k, 0], toward[k, 1], toward[k, 2])
            bright = 0.2126 * r + 0.7152 * g + 0.0722 * b + 1e-6
            whole += bright
            if blocked[k]:
                met += 1
            elif has_ground and toward[k, 1] < -1e-4 and origins[k, 1] > 0.0:
                ground += 1
            else:
                arrives += bright
        shares[p, 0], shares[p, 1], shares[p, 2] = arrives / whole, ground / rays, met / rays
