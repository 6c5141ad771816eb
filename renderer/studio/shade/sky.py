"""The environment as shading reads it: blurred by any width, as irradiance, and as what is missing below a horizon."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.environment import Environment
from renderer.environment.blurs import Blurs, blurs, look_up_blurred, picture_for
from renderer.environment.sphere import place
from renderer.jit import inline
from renderer.studio.shade.horizon import Moments, moments

Floats = NDArray[np.float32]
SkyPictures = tuple[Blurs, Floats, Moments]


@dataclass(frozen=True, eq=False)
class Sky:
    """What kernels need of an environment."""

    radiance: Blurs
    irradiance: Floats
    """(32, 64, 3) irradiance / π."""
    moments: Moments
    """Its broadest shape."""

    @property
    def pictures(self) -> SkyPictures:
        """All of it, as kernels take it."""
        return self.radiance, self.irradiance, self.moments


def sky_of(environment: Environment) -> Sky:
    """The pictures of `environment` that shading reads."""
    return Sky(blurs(environment), environment.irradiance, moments(environment.gather))


@inline
def sky_within(pictures: Blurs, width: float, x: float, y: float, z: float) -> tuple[float, float, float]:
    """Radiance around direction (x, y, z), blurred by `width` radians, standard deviation."""
    left, top = place(x, y, z)
    return look_up_blurred(pictures, picture_for(pictures[2], width * width), left, top)
