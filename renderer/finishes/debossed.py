"""Debossed: pressed into the hide by a heated die, its floor inked and burnished, the lip rounded."""

import numpy as np

from renderer.finishes.drawn import Drawn
from renderer.finishes.field import Field, step
from renderer.finishes.maps import Maps
from renderer.finishes.pressed import pressed

DEEP_MM = 1.9
BRINK_MM, WALL_MM = 0.2, 1.2
"""The wall begins a little outside of the ink, where hide shows, and goes down within it, where it is seen."""
LIP_MM, LIP_HEIGHT_MM = 1.6, 0.16
"""Beside the die the hide wells up a little."""
FLOOR_SHADE, FLOOR_MM, BURNISH = 0.4, 0.6, 0.3
"""Darkness of the floor beside its wall, how far that reaches, and what heat leaves all over it."""
LIP_SHADE = 0.1
ROUGHNESS, GRAIN = 0.56, 0.012


def debossed(drawn: Drawn) -> Maps:
    """The artwork sunk in, its floor in the artwork's colour."""
    field = Field(drawn)
    depth = field.depth
    lip = LIP_HEIGHT_MM * np.exp(-(((depth + LIP_MM / 2) / (LIP_MM / 2)) ** 2))
    height = lip - DEEP_MM * step(depth, -BRINK_MM, WALL_MM) + 0.0015 * field.grain(4, 0.7)
    inside = BURNISH + (FLOOR_SHADE - BURNISH) * np.exp(-np.maximum(depth, 0) / FLOOR_MM)
    outside = LIP_SHADE * np.exp(-np.maximum(-depth, 0) / (LIP_MM / 2))
    shade = np.where(depth > 0, inside, outside).astype(np.float32)
    rough = np.clip(ROUGHNESS + GRAIN * field.grain(5, 0.8), 0.25, 0.8)
    return pressed(drawn.pixels, height, shade, rough, drawn.pixel_mm)
