"""The environment as shading reads it: sharp for mirrors, blurred by pixel or by roughness for the rest."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.environment import Environment
from renderer.environment.halvings import Halvings, halvings, look_up_within
from renderer.environment.prefilter import LEVELS
from renderer.environment.sphere import look_up, look_up_blurred
from renderer.jit import melt

Floats = NDArray[np.float32]

FIRST_ROUGH = 1.0 / (LEVELS - 1)
"""Roughness of the first prefiltered picture; below it the halvings of the sharp one are read."""
LOBE_WIDTH = 0.65
"""Radians that a GGX lobe's core is wide for each unit of α, in terms of the box that looks alike."""


@dataclass(frozen=True, eq=False)
class Sky:
    """What kernels need of an environment."""

    sharp: Halvings
    """Radiance and its halvings."""
    rough: Floats
    """(8, 128, 256, 3)"""
    irradiance: Floats
    """(32, 64, 3) irradiance / π."""


def sky_of(environment: Environment) -> Sky:
    """The pictures of `environment` that shading reads."""
    return Sky(halvings(environment), environment.rough, environment.irradiance)


@melt
def reflected_sky(
    sharp: Halvings, rough: Floats, roughness: float, x: float, y: float, z: float
) -> tuple[float, float, float]:
    """Radiance from direction (x, y, z) under a GGX lobe of this perceptual roughness."""
    level = roughness * (LEVELS - 1.0)
    if level >= 1.0:
        return look_up_blurred(rough, level, x, y, z)
    r, g, b = look_up_within(sharp, roughness * roughness * LOBE_WIDTH * 2.0, x, y, z)
    blend = min(max((level - 0.7) / 0.3, 0.0), 1.0)
    if blend > 0.0:
        s, t, u = look_up(rough[1], x, y, z)
        r, g, b = r + (s - r) * blend, g + (t - g) * blend, b + (u - b) * blend
    return r, g, b
