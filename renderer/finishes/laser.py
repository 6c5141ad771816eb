"""Laser-etched: burnt in line by line, shallow, matt, a little darker at its edges.

A beam has one colour. Artwork of one ink is burnt in that; of several, dark ones are burnt through, light ones singed.
"""

import numpy as np
from numpy.typing import NDArray

from renderer.artwork.count_colors import SOLID_ALPHA
from renderer.color import LUMINANCE
from renderer.finishes.drawn import Drawn
from renderer.finishes.field import Field, step
from renderer.finishes.maps import Maps
from renderer.finishes.pressed import pressed

DEEP_MM = 0.12
LINE_MM, LINE = 0.22, 0.014
"""From one pass of the beam to the next, and the ridge between."""
LINE_SHADE, CHAR_SHADE, CHAR_MM = 0.12, 0.3, 0.3
HALO_SHADE, HALO_MM = 0.34, 0.65
"""Smoke and heat brown what is beside the burn."""
ASH_MM, ASH = 1.4, 6.0
"""Ash lies in the mark, here more, there less: width in millimetres, and sRGB levels that it is paler by."""
ROUGHNESS, GRAIN = 0.86, 0.05


WEIGHTS = LUMINANCE.astype(np.float32)
CHAR = np.array([42, 27, 18], np.uint8)
SINGED = 0.58
"""What the lightest ink covers, where the darkest covers all: less would be no mark."""
ONE_INK = 24


def laser(drawn: Drawn) -> Maps:
    """The artwork etched in, in its own colour or in tones of char."""
    field = Field(drawn)
    depth = field.depth
    y = (np.arange(drawn.height_px, dtype=np.float32) + 0.5)[:, None] * np.float32(drawn.pixel_mm[1])
    ridge = np.broadcast_to(np.cos(2 * np.pi * y / LINE_MM), depth.shape).astype(np.float32)
    height = step(depth, -0.05, 0.05) * (LINE * ridge - DEEP_MM) + 0.003 * field.grain(10, 0.3)
    inside = LINE_SHADE * (0.5 - 0.5 * ridge) + CHAR_SHADE * np.exp(-np.maximum(depth, 0) / CHAR_MM)
    outside = HALO_SHADE * np.exp(-np.maximum(-depth, 0) / HALO_MM)
    shade = np.where(depth > 0, inside, outside).astype(np.float32)
    rough = np.clip(ROUGHNESS + GRAIN * field.grain(11, 0.4), 0.5, 1.0)
    mark = burnt(drawn.pixels).copy()
    ash = ASH * (np.clip(field.grain(12, ASH_MM), 0, 2) + 0.5 + 0.5 * ridge)
    mark[..., :3] = np.minimum(mark[..., :3] + ash[..., None], 255)
    return pressed(mark, height, shade, rough, drawn.pixel_mm)


def burnt(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """`pixels` (h, w, 4) where all inks are tones of one, unless there is but one."""
    solid = pixels[pixels[..., 3] >= SOLID_ALPHA][:, :3]
    if not len(solid) or int(np.ptp(solid, axis=0).max()) <= ONE_INK:
        return pixels
    light = pixels[..., :3] @ WEIGHTS
    least, most = np.percentile(solid @ WEIGHTS, (2, 98))
    dark = np.clip((most - light) / max(most - least, 1.0), 0, 1)
    result = np.empty_like(pixels)
    result[..., :3] = CHAR
    result[..., 3] = pixels[..., 3] * (SINGED + (1 - SINGED) * dark) + 0.5
    return result
