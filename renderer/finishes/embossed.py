"""Embossed: raised from below over a die, its top rounded, its foot in its own shade."""

import numpy as np

from renderer.finishes.drawn import Drawn
from renderer.finishes.field import Field, step
from renderer.finishes.maps import Maps
from renderer.finishes.pressed import pressed

HIGH_MM = 1.5
FOOT_MM, SHOULDER_MM = 0.3, 1.5
SHADE, SHADE_MM = 0.4, 0.4
FLANK_SHADE, BURNISH = 0.42, 0.38
"""Darkness of its flanks, and what heat leaves on its top."""
ROUGHNESS, GRAIN = 0.52, 0.014


def embossed(drawn: Drawn) -> Maps:
    """The artwork raised, in its own colour."""
    field = Field(drawn)
    depth = field.depth
    height = HIGH_MM * step(depth, -FOOT_MM, SHOULDER_MM) + 0.002 * field.grain(6, 0.7)
    foot = SHADE * np.exp(-np.maximum(-depth, 0) / SHADE_MM)
    flank = FLANK_SHADE + (BURNISH - FLANK_SHADE) * step(depth, 0.0, SHOULDER_MM / 2)
    shade = np.where(depth > 0, flank, foot).astype(np.float32)
    rough = np.clip(ROUGHNESS + GRAIN * field.grain(7, 0.8), 0.25, 0.8)
    return pressed(drawn.pixels, height, shade, rough, drawn.pixel_mm)
