"""Engraved: a bevelled cut, bright where the tool left its walls bare, its floor filled with the artwork's colour."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from renderer.finishes.drawn import Drawn
from renderer.finishes.field import Field, Floats
from renderer.finishes.maps import Maps
from renderer.finishes.pressed import pressed
from renderer.jit import inline, kernel

Pixels = NDArray[np.uint8]

SLOPE, KNEE_MM = 1.5, 0.1
"""Of the walls, a tool of about 70° at its point; and how round the paint draws up to them."""
NARROW_MM, WALL, WIDEST_MM = 0.3, 0.4, 0.62
"""Hairlines are filled to the brim: of what half a stroke is wider than so, a wall takes that part, at most so much."""
COARSE_PX = 4
"""How wide strokes are is told by every fourth pixel."""
CUT, BARE, BARE_ROUGHNESS = (250.0, 236.0, 204.0), 0.3, 0.24
"""Freshly cut metal, sRGB, is paler than the plate; how much of the plate's own colour shows in it."""
PASS_MM, PASS = 0.8, 0.034
"""From one pass of the tool to the next, along the outline, and the ridges between that paint does not level."""
CHATTER_MM, CHATTER = 0.35, 0.006
FOOT_SHADE, FOOT_MM = 0.55, 0.5
"""Darkness at the foot of a wall, and how far that reaches over the floor."""
WORN_MM, WORN, RIDGE_WORN = 1.6, 6.0, 12.0
"""Where paint was wiped thin, here and there and on ridges, it is paler by so many sRGB levels."""
ROUGHNESS, GRAIN = 0.46, 0.06


def engraved(drawn: Drawn) -> Maps:
    """The artwork as a cut, filled with paint but for its walls."""
    field = Field(drawn)
    depth = field.inside
    pixels = drawn.pixels.copy()
    height, shade, rough, bare = (np.zeros(depth.shape, np.float32) for _ in range(4))
    grain = field.grain(8, CHATTER_MM), field.grain(12, WORN_MM)
    _cut(depth, _half_width(depth, drawn.pixel_mm), grain, pixels, (height, shade, rough, bare))
    return pressed(pixels, height, shade, rough, drawn.pixel_mm, metallic=bare)


def _half_width(depth: Floats, pixel_mm: tuple[float, float]) -> Floats:
    """Half the width (h, w), mm, of the stroke that a pixel is in, up to where walls are no wider."""
    coarse = depth[::COARSE_PX, ::COARSE_PX]
    reach = [(WIDEST_MM / WALL + NARROW_MM) / each / COARSE_PX for each in pixel_mm[::-1]]
    deepest = ndimage.maximum_filter(coarse, [2 * round(each) + 1 for each in reach])
    soft = ndimage.gaussian_filter(deepest, [each / 3 for each in reach])
    return np.asarray(Image.fromarray(soft).resize(depth.shape[::-1], Image.Resampling.BILINEAR))


@kernel
def _cut(
    depth: Floats,
    half: Floats,
    grain: tuple[Floats, Floats],
    pixels: Pixels,
    made: tuple[Floats, Floats, Floats, Floats],
) -> None:
    """Fill `made` (h, w), height, shade, roughness and bare metal, and tell in `pixels` (h, w, 4) paint from metal."""
    chatter, worn = grain
    height, shade, rough, bare = made
    rows, columns = depth.shape
    for r in range(rows):
        for c in range(columns):
            rough[r, c] = ROUGHNESS + GRAIN * chatter[r, c]
            if pixels[r, c, 3] == 0:
                continue
            deep = depth[r, c]
            wall = min(max(WALL * (half[r, c] - NARROW_MM), -KNEE_MM), WIDEST_MM)
            past = deep - wall
            floor = _step(past, -KNEE_MM, KNEE_MM)
            ridge = 0.5 + 0.5 * np.cos(2 * np.pi / PASS_MM * past)
            sunk = deep - KNEE_MM * np.log1p(np.exp(min(past / KNEE_MM, 50.0))) if past < 1.0 else wall
            height[r, c] = floor * (PASS * ridge + CHATTER * chatter[r, c]) - SLOPE * sunk
            shade[r, c] = FOOT_SHADE * (np.exp(-past / FOOT_MM) if past > 0 else (deep / wall) ** 2)
            metal = 1 - floor
            rough[r, c] += (BARE_ROUGHNESS - rough[r, c]) * metal
            bare[r, c] = metal
            pale = WORN * min(max(worn[r, c], 0.0), 2.0) + RIDGE_WORN * ridge
            for k in range(3):
                paint = min(pixels[r, c, k] + pale, 255.0)
                pixels[r, c, k] = np.uint8(paint + (CUT[k] - paint) * metal + 0.5)
            pixels[r, c, 3] = np.uint8(pixels[r, c, 3] * (1 - BARE * metal) + 0.5)


@inline
def _step(value: float, low: float, high: float) -> float:
    """0 below `low`, 1 above `high`, smooth between."""
    t = min(max((value - low) / (high - low), 0.0), 1.0)
    return t * t * (3 - 2 * t)
