"""Light in the lobe of fibres: KHR_materials_sheen sends back what grazes a surface, of which folds hide the most.

Estevez and Kulla 2017, https://blog.selfshadow.com/publications/s2017-shading-course/imageworks/s2017_pbs_imageworks_sheen.pdf.
"""

import math

import numpy as np
from numpy.typing import NDArray

from renderer.jit import melt
from renderer.studio.shade.brdf import charlie, sheen_masking
from renderer.studio.shade.lobe import facets_around, over_horizon
from renderer.studio.shade.sky import SkyPictures, sky_within
from renderer.studio.vectors import Vector, dot, normalized

Color = tuple[float, float, float]
Doubles = NDArray[np.float64]

RINGS, SPOKES = 3, 6
WIDTH = 0.25
"""Radians, standard deviation: each direction stands for an eighteenth of the hemisphere."""
EDGE = 0.3
"""Cosines over which the rim of the open cone is soft: folds are no cones."""
LEAST_ROUGHNESS = 0.07
MOST = 3.0


def directions() -> Doubles:
    """(RINGS · SPOKES, 3) directions, each in the middle of as much of the hemisphere: the third axis is up."""
    up = np.repeat((np.arange(RINGS) + 0.5) / RINGS, SPOKES)
    turn = (np.tile(np.arange(SPOKES), RINGS) + 0.5 * np.repeat(np.arange(RINGS), SPOKES)) * (2 * np.pi / SPOKES)
    out = np.sqrt(1 - up**2)
    return np.stack([out * np.cos(turn), out * np.sin(turn), up], axis=1)


DIRECTIONS = directions()


@melt
def light_on_fuzz(
    sky: SkyPictures, surface: Vector, normal: Vector, view: Vector, roughness: float, seen: float
) -> tuple[Color, float]:
    """Radiance of the sky, mean over the lobe, and the share of the lobe that meets something else.

    The surface is taken to see the sky through a cone around its normal, as wide as lets in `seen` of the light.
    """
    alpha = max(roughness, LEAST_ROUGHNESS) ** 2
    rim = math.sqrt(max(1.0 - seen, 0.0))
    t, b, n, _, _ = facets_around(normal, (0.0, 0.0, 0.0), view, 1.0, 1.0)
    hidden = sheen_masking(max(dot(n, view), 1e-3), alpha)
    total = 1e-100
    shut = red = green = blue = 0.0
    for tap in range(len(DIRECTIONS)):
        p, q, up = DIRECTIONS[tap, 0], DIRECTIONS[tap, 1], DIRECTIONS[tap, 2]
        x, y, z = t[0] * p + b[0] * q + n[0] * up, t[1] * p + b[1] * q + n[1] * up, t[2] * p + b[2] * q + n[2] * up
        half = normalized(x + view[0], y + view[1], z + view[2])
        weight = charlie(dot(n, half), alpha) / (1.0 + hidden + sheen_masking(up, alpha))
        free = min(max((up - rim) / EDGE + 0.5, 0.0), 1.0)
        total += weight
        shut += weight * (1.0 - free)
        if free > 0.0:
            x, y, z = over_horizon(x, y, z, surface)
            r, g, b_ = sky_within(sky[0], WIDTH, x, y, z)
            red, green, blue = red + weight * free * r, green + weight * free * g, blue + weight * free * b_
    return (red / total, green / total, blue / total), shut / total
