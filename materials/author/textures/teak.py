"""Teak, quarter-sawn: straight grain along U with slow waves, dark late wood and oily pores."""

import numpy as np

from materials.author.textures.field import grid, noise, sample, standard, step, streaks
from materials.author.textures.figure import ramp
from materials.author.textures.maps import base_color, normal_map, occlusion_roughness

SIZE, TILE_MM = 1024, 256.0
COLORS = ("#4c2c16", "#7b4f2a", "#a27040", "#bd8c58")


def teak() -> dict[str, bytes]:
    """Rings two to twelve millimetres apart, pores as short dark strokes that dip."""
    x, y = grid(SIZE)
    sway = 0.010 * noise(SIZE, 1.2, 2.2, 131, 0.4) + 0.0012 * noise(SIZE, 5, 9, 132)
    spacing = 0.5 * np.sin(2.0 * np.pi * y + 1.0) + 0.35 * np.sin(6.0 * np.pi * y + 2.0)
    place = 22.0 * (y + sway) + 2.2 * spacing
    ring = place - np.floor(place)
    late = step(0.35, 0.95, ring) * step(1.0, 0.97, ring)
    fibre = sample(streaks(SIZE, 0.10, 0.0011, 133), x, y + sway)
    pores = step(1.25, 2.2, sample(streaks(SIZE, 0.018, 0.0009, 134), x, y + sway) + 0.5 * late)
    band = standard(streaks(SIZE, 0.6, 0.03, 135))
    tone = np.clip(0.66 - 0.30 * late + 0.10 * fibre + 0.07 * band - 0.38 * pores, 0.0, 1.0)
    height_mm = 0.02 * fibre - 0.06 * pores + 0.02 * late
    return {
        "teak_base.jpg": base_color(ramp(tone, COLORS)),
        "teak_normal.jpg": normal_map(height_mm, TILE_MM),
        "teak_orm.jpg": occlusion_roughness(1.0 - 0.3 * pores, np.clip(0.85 + 0.12 * pores - 0.06 * late, 0.6, 1.0)),
    }
