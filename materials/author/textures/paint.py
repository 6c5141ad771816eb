"""What lies in and on paint: aluminium flake in the base coat, orange peel in the clearcoat."""

import numpy as np

from materials.author.textures.field import cells, grid, noise, scatter
from materials.author.textures.maps import encoded, normals, tilts, unit

SIZE, TILE_MM = 256, 64.0
FLAKES = 115


def paint_flake() -> dict[str, bytes]:
    """Flakes half a millimetre wide (real ones are a tenth), each askew: no JPEG, which would smear them together."""
    x, y = grid(SIZE)
    _, flake = cells(scatter(FLAKES, 0.5, 0.0, 11), x, y, nearest=1)
    tilt = np.clip(np.random.default_rng(12).normal(0.0, 0.35, (FLAKES**2, 2)), -0.9, 0.9)
    lean = tilt[flake[..., 0]]
    return {"paint-flake_normal.png": encoded(unit(lean[..., 0], lean[..., 1]) * 0.5 + 0.5, "PNG")}


def paint_peel() -> dict[str, bytes]:
    """Waves of 4 to 16 mm, ten times too steep: eight bits cannot hold the slopes of good paint, a scale of 0.1 can."""
    height_mm = 0.016 * noise(SIZE, 6.5, 6.5, 21, octave=0.5) + 0.006 * noise(SIZE, 15, 15, 22, octave=0.4)
    return {"paint-peel_normal.jpg": normals(*tilts(height_mm, TILE_MM))}
