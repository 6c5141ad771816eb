"""The environment as shading reads it: sharp for mirrors, blurred by pixel or by roughness for the rest."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from renderer.environment import Environment
from renderer.environment.prefilter import LEVELS, resized
from renderer.environment.sphere import look_up_at, look_up_blurred, place
from renderer.jit import melt

Floats = NDArray[np.float32]
Pictures = tuple[Floats, Floats, Floats, Floats]

FIRST_ROUGH = 1.0 / (LEVELS - 1)
"""Roughness of the first prefiltered picture; below it the halvings of the sharp one are read."""
LOBE_WIDTH = 0.65
"""Radians that a GGX lobe's core is wide for each unit of α, in terms of the box that looks alike."""


@dataclass(frozen=True, eq=False)
class Sky:
    """What kernels need of an environment."""

    sharp: Pictures
    """Radiance and three halvings."""
    rough: Floats
    """(8, 128, 256, 3)"""
    irradiance: Floats
    """(32, 64, 3) irradiance / π."""


@lru_cache(maxsize=4)
def _halvings(environment: "_ByIdentity") -> Pictures:
    radiance = environment.environment.radiance
    height = radiance.shape[0]
    one, two, three = (np.ascontiguousarray(resized(radiance, max(height >> k, 8))) for k in (1, 2, 3))
    return np.ascontiguousarray(radiance), one, two, three


class _ByIdentity:
    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.environment is self.environment

    def __hash__(self) -> int:
        return id(self.environment)


def sky_of(environment: Environment) -> Sky:
    """The pictures of `environment` that shading reads."""
    return Sky(_halvings(_ByIdentity(environment)), environment.rough, environment.irradiance)


@melt
def reflected_sky(
    sharp: Pictures, rough: Floats, roughness: float, x: float, y: float, z: float
) -> tuple[float, float, float]:
    """Radiance from direction (x, y, z) under a GGX lobe of this perceptual roughness."""
    level = roughness * (LEVELS - 1.0)
    if level >= 1.0:
        return look_up_blurred(rough, level, x, y, z)
    texels = roughness * roughness * LOBE_WIDTH * 2.0 * sharp[0].shape[1] / (2.0 * math.pi)
    halving = min(max(math.log2(max(texels, 1.0)), 0.0), 2.999)
    low = int(halving)
    part = halving - low
    left, top = place(x, y, z)
    r, g, b = look_up_at(sharp[low], left, top)
    if part > 0.0:
        s, t, u = look_up_at(sharp[low + 1], left, top)
        r, g, b = r + (s - r) * part, g + (t - g) * part, b + (u - b) * part
    blend = min(max((level - 0.7) / 0.3, 0.0), 1.0)
    if blend > 0.0:
        s, t, u = look_up_at(rough[1], left, top)
        r, g, b = r + (s - r) * blend, g + (t - g) * blend, b + (u - b) * blend
    return r, g, b
