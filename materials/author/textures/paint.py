"""What lies in and on paint: aluminium flake in the base coat, orange peel in the clearcoat."""

import numpy as np

from materials.author.textures.field import cells, grid, noise, scatter
from materials.author.textures.maps import normals, tilts

TILE_MM = 128.0


def paint_flake() -> dict[str, bytes]:
    """Flakes half a millimetre wide (real ones are a tenth), each lying askew; swatches scale the tilt down."""
    x, y = grid(512)
    _, flake = cells(scatter(230, 0.5, 0.0, 11), x, y, nearest=1)
    tilt = np.clip(np.random.default_rng(12).normal(0.0, 0.35, (230 * 230, 2)), -0.9, 0.9)
    lean = tilt[flake[..., 0]]
    return {"paint-flake_normal.jpg": normals(lean[..., 0], lean[..., 1])}


def paint_peel() -> dict[str, bytes]:
    """Waves of 4 to 16 mm, ten times too steep: eight bits cannot hold the slopes of good paint, a scale of 0.1 can."""
    height_mm = 0.016 * noise(512, 13, 13, 21, octave=0.5) + 0.006 * noise(512, 30, 30, 22, octave=0.4)
    return {"paint-peel_normal.jpg": normals(*tilts(height_mm, TILE_MM))}
