"""Engraved: cut by a pointed tool, deeper where strokes are wider, and filled with the artwork's colour."""

import numpy as np

from renderer.finishes.drawn import Drawn
from renderer.finishes.field import Field, step
from renderer.finishes.maps import Maps
from renderer.finishes.pressed import pressed

SLOPE, DEEPEST_MM = 0.85, 0.7
"""A tool of about 100° at its point; wide strokes get a flat floor."""
SHADE = 0.42
TOOL_MM, TOOL = 0.28, 0.006
"""Marks that the tool leaves along the cut."""
BURR_MM, BURR_SHADE = 0.16, 0.35
ROUGHNESS, GRAIN = 0.34, 0.05


def engraved(drawn: Drawn) -> Maps:
    """The artwork as a filled groove."""
    field = Field(drawn)
    depth = field.depth
    groove = np.minimum(np.maximum(depth, 0) * SLOPE, DEEPEST_MM)
    height = -groove + TOOL * field.grain(8, TOOL_MM) * step(depth, 0.0, 0.1)
    below = SHADE * (groove / DEEPEST_MM) ** 0.7
    burr = BURR_SHADE * np.exp(-np.maximum(-depth, 0) / BURR_MM)
    shade = np.where(depth > 0, below, burr).astype(np.float32)
    rough = np.clip(ROUGHNESS + GRAIN * field.grain(9, 0.5), 0.15, 0.8)
    return pressed(drawn.pixels, height, shade, rough, drawn.pixel_mm)
