"""Laser-etched: burnt in line by line, shallow, matt, a little darker at its edges."""

import numpy as np

from renderer.finishes.drawn import Drawn
from renderer.finishes.field import Field, step
from renderer.finishes.maps import Maps
from renderer.finishes.pressed import pressed

DEEP_MM = 0.12
LINE_MM, LINE = 0.22, 0.014
"""From one pass of the beam to the next, and the ridge between."""
LINE_SHADE, CHAR_SHADE, CHAR_MM = 0.12, 0.3, 0.3
HALO_SHADE, HALO_MM = 0.16, 0.3
ROUGHNESS, GRAIN = 0.86, 0.05


def laser(drawn: Drawn) -> Maps:
    """The artwork etched in, in its own colour."""
    field = Field(drawn)
    depth = field.depth
    y = (np.arange(drawn.height_px, dtype=np.float32) + 0.5)[:, None] * np.float32(drawn.pixel_mm[1])
    ridge = np.broadcast_to(np.cos(2 * np.pi * y / LINE_MM), depth.shape).astype(np.float32)
    height = step(depth, -0.05, 0.05) * (LINE * ridge - DEEP_MM) + 0.003 * field.grain(10, 0.3)
    inside = LINE_SHADE * (0.5 - 0.5 * ridge) + CHAR_SHADE * np.exp(-np.maximum(depth, 0) / CHAR_MM)
    outside = HALO_SHADE * np.exp(-np.maximum(-depth, 0) / HALO_MM)
    shade = np.where(depth > 0, inside, outside).astype(np.float32)
    rough = np.clip(ROUGHNESS + GRAIN * field.grain(11, 0.4), 0.5, 1.0)
    return pressed(drawn, height, shade, rough)
