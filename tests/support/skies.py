"""Skies that shading looks at: even ones, and a lamp in the dark."""

import numpy as np
from numpy.typing import NDArray

from renderer.environment.environment import Environment
from renderer.environment.prefilter import prefilter_cosine, prefilter_ggx, prefilter_soft, resized
from renderer.environment.sphere import directions
from renderer.studio.shade.sky import Sky, sky_of

Floats = NDArray[np.float32]


def sky(radiance: Floats) -> Sky:
    """An equirectangular picture as shading reads it."""
    pictures = (resized(radiance, 64), prefilter_ggx(radiance), prefilter_soft(radiance), prefilter_cosine(radiance))
    return sky_of(Environment(radiance, *pictures))


def lamp(toward: tuple[float, float, float]) -> Sky:
    """A lamp 12° wide in the dark."""
    rays = directions(64, 128)
    return sky(np.repeat((rays @ np.array(toward) > np.cos(0.1))[..., None] * np.float32(50), 3, axis=-1))
