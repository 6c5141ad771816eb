"""The car studio: a large overhead bank, strips that draw the body sides, a dark wrap that shapes black paint."""

import numpy as np

from materials.author.environments.panorama import Array, directions, expose, shrink, smoothstep
from materials.author.environments.softbox import Softbox, hang

WARM, NEUTRAL, COOL = (1.0, 0.965, 0.92), (1.0, 0.99, 0.975), (0.93, 0.97, 1.0)


def _light(tint: tuple[float, float, float], level: float) -> tuple[float, float, float]:
    return (tint[0] * level, tint[1] * level, tint[2] * level)


# Metres from a viewpoint 0.8 m above the floor. The flag cuts the bank so that its front edge stays crisp in a bonnet.
BOXES = (
    Softbox((0.3, 2.7, 0.4), (1.45, 0, 0), (0, 0, 2.9), _light(NEUTRAL, 3.4), falloff=0.8, skew=0.2, feather=0.22),
    Softbox((4.1, 1.5, 0.2), (-0.18, 0.54, 0), (0, 0, 3.7), _light(WARM, 7.4), falloff=0.5, skew=0.2, feather=0.18),
    Softbox((-4.2, 1.6, 0.0), (0.16, 0.48, 0), (0, 0, 3.6), _light(COOL, 7.2), falloff=0.5, feather=0.18),
    Softbox((2.2, 1.3, 5.4), (2.0, 0, -0.7), (0, 1.8, 0), _light(NEUTRAL, 7.6), falloff=0.7, skew=0.3, feather=0.35),
    Softbox((-3.4, 0.9, 4.6), (0.5, 0, 0.36), (0, 1.5, 0), _light(COOL, 3.6), falloff=0.6, feather=0.25),
    Softbox((0.0, 1.0, -5.6), (2.5, 0, 0), (0, 1.3, 0), _light(NEUTRAL, 3.6), falloff=0.7, skew=0.2, feather=0.4),
    Softbox((-3.6, 1.1, -4.6), (0.45, 0, -0.3), (0, 1.5, 0), _light(COOL, 3.8), falloff=0.5, feather=0.2),
    Softbox((3.8, 0.9, -4.2), (0.35, 0, 0.35), (0, 1.3, 0), _light(WARM, 3.2), falloff=0.6, feather=0.25),
)


def softbox_studio(width: int, height: int) -> Array:
    """Radiance (height, width, 3); an ideal white facing up reflects 1.06."""
    rays = directions(width * 2, height * 2)
    return expose(shrink(hang(_wrap(rays[..., 1]), rays, BOXES), 2), 1.06)


def _wrap(up: Array) -> Array:
    """The cove: charcoal walls that lift towards a lit floor, brightest some way out where the bank reaches it."""
    walls = 0.16 + 0.16 * np.exp(-np.maximum(up, 0.0) / 0.16)
    floor = 0.36 + 0.36 * smoothstep(-0.95, -0.25, up) - 0.16 * smoothstep(-0.22, 0.0, up)
    level = walls + (floor - walls) * smoothstep(0.05, -0.05, up)
    return np.asarray(level[..., None] * np.array([1.0, 0.995, 0.985]), np.float64)
