"""Marine vinyl: a calendered hide grain of small rounded pebbles, finer than leather and more even."""

import numpy as np

from materials.author.textures.field import blur, cells, grid, noise, scatter, step
from materials.author.textures.maps import base_color, normal_map, occlusion_roughness

SIZE, TILE_MM = 1024, 128.0
DEPTH_MM = 0.085


def marine_grain() -> dict[str, bytes]:
    """Pebbles of 1 to 2 mm between soft valleys; the embossing roll bites deeper in some places than in others."""
    x, y = grid(SIZE)
    bend = 0.0035
    bent_x, bent_y = x + bend * noise(SIZE, 34, 34, 31), y + bend * noise(SIZE, 34, 34, 32)
    distance, pebble = cells(scatter(86, 0.62, 0.16, 33), bent_x, bent_y)
    gap_mm = (distance[..., 1] - distance[..., 0]) * TILE_MM
    bite = step(-1.6, 1.0, noise(SIZE, 16, 16, 34) + 0.6 * noise(SIZE, 50, 50, 35))
    dome = 1.0 - np.exp(-gap_mm / 0.28)
    level = np.random.default_rng(36).uniform(0.82, 1.0, 86 * 86)[pebble[..., 0]]
    height = blur(dome * level, 1.1)
    height = 1.0 - (1.0 - height) * (0.62 + 0.38 * bite) + 0.02 * noise(SIZE, 180, 180, 37)
    valley = np.clip(blur(height, 3.0) - height, 0.0, 1.0)
    return {
        "marine-grain_base.jpg": base_color(np.clip(1.0 - 1.1 * valley, 0.55, 1.0)),
        "marine-grain_normal.jpg": normal_map(DEPTH_MM * height, TILE_MM),
        "marine-grain_orm.jpg": occlusion_roughness(
            np.clip(1.0 - 2.2 * valley, 0.4, 1.0), np.clip(0.88 + 0.5 * valley - 0.01 * noise(SIZE, 9, 9, 38), 0.7, 1.0)
        ),
    }
