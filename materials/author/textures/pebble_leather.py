"""Full-grain leather: pebbles of many sizes, crossed by creases that follow the hide, with pores on the crowns."""

import numpy as np

from materials.author.textures.field import Field, blur, cells, grid, noise, scatter, step
from materials.author.textures.maps import base_color, normal_map, occlusion_roughness

SIZE, TILE_MM = 1024, 128.0


def pebble_leather() -> dict[str, bytes]:
    """Two generations of cells, the large ones split by the small, then creases and pores."""
    large_mm, small_mm = _gaps(50, 41, 0.0040, 0.18), _gaps(88, 51, 0.0022, 0.10)
    merge = step(-2.2, 1.1, noise(SIZE, 14, 14, 61))
    large, small = 1.0 - np.exp(-large_mm / 0.42), 1.0 - np.exp(-small_mm / 0.26)
    swell = step(-1.2, 1.0, noise(SIZE, 22, 22, 62))
    crease = _creases()
    pores = step(1.9, 2.8, noise(SIZE, 150, 150, 65, octave=0.3)) * step(0.5, 0.9, large)
    height_mm = 0.13 * large * (0.55 + 0.45 * swell) + 0.06 * small * merge - 0.06 * crease
    height_mm = blur(height_mm, 1.0) - 0.018 * blur(pores, 0.8) + 0.0012 * noise(SIZE, 230, 230, 66)
    valley = np.clip((blur(height_mm, 5.0) - height_mm) / 0.1, 0.0, 1.0)
    wear = noise(SIZE, 5, 5, 67)
    return {
        "pebble-leather_base.jpg": base_color(np.clip(0.97 - 0.4 * valley + 0.012 * wear, 0.5, 1.0)),
        "pebble-leather_normal.jpg": normal_map(height_mm, TILE_MM),
        "pebble-leather_orm.jpg": occlusion_roughness(
            np.clip(1.0 - 0.8 * valley, 0.3, 1.0), np.clip(0.84 + 0.4 * valley + 0.03 * wear, 0.65, 1.0)
        ),
    }


def _gaps(rows: int, seed: int, bend: float, thin: float) -> Field:
    """How far each point is from the valley between its two nearest cells, in millimetres."""
    x, y = grid(SIZE)
    waves = rows * 0.55
    bent = x + bend * noise(SIZE, waves, waves, seed + 1), y + bend * noise(SIZE, waves, waves, seed + 2)
    distance, _ = cells(scatter(rows, 0.7, thin, seed), *bent)
    return (distance[..., 1] - distance[..., 0]) * TILE_MM


def _creases() -> Field:
    """Fine wrinkles where two slow waves cross zero, fading in and out along their way."""
    lines = np.zeros((SIZE, SIZE))
    for seed, across, down in ((71, 9, 5), (74, 6, 10)):
        wave = noise(SIZE, across, down, seed, octave=0.8)
        there = step(0.1, 1.3, noise(SIZE, 5, 5, seed + 1))
        lines = np.maximum(lines, there * np.exp(-((wave / 0.045) ** 2)))
    return lines
