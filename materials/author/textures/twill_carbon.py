"""Carbon fibre, 2 × 2 twill of 12k tows: each tow passes over two and under two, a step further in every row."""

import numpy as np

from materials.author.textures.field import Field, blur, grid, streaks
from materials.author.textures.maps import base_color, normals, occlusion_roughness, tilts
from renderer.color import hex_to_linear

SIZE, TILE_MM, TOWS = 512, 96.0, 32
FIBRE = hex_to_linear("#54565a")


def twill_carbon() -> dict[str, bytes]:
    """Tows 3 mm wide. Fibres reflect across their length, so warp and weft take the light in turn."""
    x, y = grid(SIZE)
    column, row = x * TOWS, y * TOWS
    phase = (np.floor(column) + np.floor(row)) % 4.0
    warp_up = phase < 2.0
    # Where along its float of two tows a point is, 0…1: the warp runs down, the weft across.
    along_warp = (np.where(phase % 2.0 < 1.0, 0.0, 1.0) + row % 1.0) / 2.0
    along_weft = (np.where(phase % 2.0 < 1.0, 0.0, 1.0) + column % 1.0) / 2.0
    along = np.where(warp_up, along_warp, along_weft)
    across = np.where(warp_up, column % 1.0, row % 1.0) - 0.5
    arch = np.sin(np.pi * along) ** 0.8 * 0.15
    flank = 0.075 * (1.0 - (2.0 * np.abs(across)) ** 4.0)
    fibres = np.where(warp_up, streaks(SIZE, 0.06, 0.0012, 91).T, streaks(SIZE, 0.06, 0.0012, 92))
    tilt_x, tilt_y = tilts(blur(arch + flank, 0.8), TILE_MM)
    tilt_x, tilt_y = tilt_x + _spread(fibres, warp_up), tilt_y + _spread(fibres, ~warp_up)
    gap = np.clip(np.abs(across) * 2.0, 0.0, 1.0) ** 6.0
    shade = np.where(warp_up, 0.62, 1.0) * (1.0 - 0.55 * gap) * (1.0 + 0.10 * np.clip(fibres, -2.0, 2.0))
    rough = 0.8 + 0.08 * fibres + 0.2 * gap
    return {
        "twill-carbon_base.jpg": base_color(np.clip(shade, 0.1, 1.3)[..., None] * FIBRE),
        "twill-carbon_normal.jpg": normals(np.clip(tilt_x, -0.8, 0.8), np.clip(tilt_y, -0.8, 0.8)),
        "twill-carbon_orm.jpg": occlusion_roughness(1.0 - 0.4 * gap, np.clip(rough, 0.5, 1.0)),
    }


def _spread(fibres: Field, here: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> Field:
    """The tilt of single fibres to either side, where they run this way."""
    return np.where(here, 0.12 * fibres, 0.0)
