"""The catalogue set: a white cove lit from above, with black flags that keep an edge on white products."""

import numpy as np

from materials.author.environments.panorama import Array, directions, expose, shrink, smoothstep
from materials.author.environments.softbox import Softbox, hang

FLAG = (0.06, 0.06, 0.062)
BOXES = (
    Softbox((0.0, 3.0, 0.6), (2.6, 0, 0), (0, 0, 3.0), (1.7, 1.69, 1.66), falloff=0.5, skew=0.15, feather=0.4),
    Softbox((4.2, 1.5, 2.4), (-0.7, 0, 1.2), (0, 1.2, 0), (2.6, 2.56, 2.49), falloff=0.5, feather=0.3),
    Softbox((-4.2, 1.5, 2.4), (0.7, 0, 1.2), (0, 1.2, 0), (2.1, 2.12, 2.14), falloff=0.5, feather=0.3),
    Softbox((4.4, 1.0, -1.9), (0, 0, 0.38), (0, 1.9, 0), FLAG, falloff=0.0, feather=0.3),
    Softbox((-4.4, 1.0, -1.9), (0, 0, 0.38), (0, 1.9, 0), FLAG, falloff=0.0, feather=0.3),
    Softbox((0.9, 0.8, 6.0), (0.34, 0, 0), (0, 1.7, 0), FLAG, falloff=0.0, feather=0.35),
)


def white_cyclorama(width: int, height: int) -> Array:
    """Radiance (height, width, 3); an ideal white facing up reflects 1.06."""
    rays = directions(width * 2, height * 2)
    return expose(shrink(hang(_cove(rays), rays, BOXES), 2), 1.06)


def _cove(rays: Array) -> Array:
    """Walls a little darker behind the camera and towards the ceiling; the floor shaded under the product."""
    up, front = rays[..., 1], rays[..., 2]
    walls = 0.80 - 0.18 * smoothstep(0.1, 0.75, up) - 0.06 * smoothstep(-0.2, 1.0, front)
    floor = 0.66 - 0.28 * smoothstep(-0.45, -1.0, up)
    level = walls + (floor - walls) * smoothstep(0.06, -0.10, up)
    return np.asarray(level[..., None] * np.array([1.0, 0.998, 0.992]), np.float64)
