"""The environment as shading reads it: blurred by any width, as irradiance, and as what is missing below a horizon."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.environment import Environment
from renderer.environment.halvings import Halvings, halvings, look_up_within
from renderer.environment.prefilter import SOFT_STEPS, SOFTEST
from renderer.environment.sphere import look_up_blurred
from renderer.jit import melt
from renderer.studio.shade.horizon import Moments, moments

Floats = NDArray[np.float32]
SkyPictures = tuple[Halvings, Floats, Floats, Moments]

SHARPEST = SOFTEST / 2 ** (SOFT_STEPS - 1)
"""Radians: the standard deviation of the first soft picture; below it the halvings of the sharp one are read."""
BOX = math.sqrt(12.0)
"""Width of a box by its standard deviation."""


@dataclass(frozen=True, eq=False)
class Sky:
    """What kernels need of an environment."""

    sharp: Halvings
    """Radiance and its halvings."""
    soft: Floats
    """(6, 128, 256, 3) under Gaussian blurs."""
    irradiance: Floats
    """(32, 64, 3) irradiance / π."""
    moments: Moments
    """Its broadest shape."""

    @property
    def pictures(self) -> SkyPictures:
        """All of it, as kernels take it."""
        return self.sharp, self.soft, self.irradiance, self.moments


def sky_of(environment: Environment) -> Sky:
    """The pictures of `environment` that shading reads."""
    return Sky(halvings(environment), environment.soft, environment.irradiance, moments(environment.gather))


@melt
def sky_within(sky: SkyPictures, width: float, x: float, y: float, z: float) -> tuple[float, float, float]:
    """Radiance around unit direction (x, y, z), blurred by `width` radians, standard deviation."""
    if width < SHARPEST:
        return look_up_within(sky[0], width * BOX, x, y, z)
    return look_up_blurred(sky[1], math.log2(width / SHARPEST), x, y, z)
