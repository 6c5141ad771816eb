"""An environment as sharp as it is known and in coarser pictures, for looks that take in more than a pixel of it."""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from renderer.environment.environment import Environment
from renderer.environment.prefilter import resized
from renderer.environment.sphere import look_up_at, place
from renderer.jit import melt

Floats = NDArray[np.float32]
Halvings = tuple[Floats, Floats, Floats, Floats, Floats, Floats]

COARSEST = 8
"""Rows below which nothing is halved: 22° a pixel is all but diffuse."""


def halvings(environment: Environment) -> Halvings:
    """Radiance (H, 2·H, 3) and five halvings of it."""
    return _halvings(_ByIdentity(environment))


@lru_cache(maxsize=4)
def _halvings(environment: "_ByIdentity") -> Halvings:
    radiance = environment.environment.radiance
    height = radiance.shape[0]
    one, two, three, four, five = (
        np.ascontiguousarray(resized(radiance, max(height >> k, min(COARSEST, height)))) for k in range(1, 6)
    )
    return np.ascontiguousarray(radiance), one, two, three, four, five


class _ByIdentity:
    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.environment is self.environment

    def __hash__(self) -> int:
        return id(self.environment)


@melt
def look_up_within(pictures: Halvings, width: float, x: float, y: float, z: float) -> tuple[float, float, float]:
    """Mean radiance around unit direction (x, y, z) over a patch `width` radians wide."""
    texels = width * pictures[0].shape[1] / (2.0 * math.pi)
    level = min(math.log2(max(texels, 1.0)), len(pictures) - 1.001)
    low = int(level)
    part = level - low
    left, top = place(x, y, z)
    r, g, b = look_up_at(pictures[low], left, top)
    if part > 0.0:
        s, t, u = look_up_at(pictures[low + 1], left, top)
        r, g, b = r + (s - r) * part, g + (t - g) * part, b + (u - b) * part
    return r, g, b
