"""Aluminium brushed with a belt: fine, long scratches along U."""

import numpy as np

from materials.author.textures.field import standard, streaks
from materials.author.textures.maps import normals, occlusion_roughness, tilts

SIZE, TILE_MM = 512, 128.0


def brushed_metal() -> dict[str, bytes]:
    """Scratches of three lengths; slopes lie across them only, a few degrees."""
    lengths = ((0.5, 0.0012, 111), (0.12, 0.0010, 112), (0.03, 0.0008, 113))
    long, middle, short = (streaks(SIZE, length, width, seed) for length, width, seed in lengths)
    _, across = tilts(standard(long + 0.8 * middle + 0.35 * short), TILE_MM)
    slope = np.clip(0.06 * standard(across), -0.25, 0.25)
    bands = standard(streaks(SIZE, 0.4, 0.012, 114) + 0.7 * middle)
    return {
        "brushed-metal_normal.jpg": normals(np.zeros_like(slope), slope),
        "brushed-metal_orm.jpg": occlusion_roughness(np.ones_like(slope), np.clip(0.88 + 0.035 * bands, 0.65, 1.0)),
    }
