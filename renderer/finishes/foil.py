"""Gold leaf and foil: metal in the artwork's colour, thin as breath, burnished and a little crinkled."""

import numpy as np

from renderer.finishes.drawn import Drawn
from renderer.finishes.enlarge import enlarged
from renderer.finishes.field import Field
from renderer.finishes.maps import Floats, Maps, Pixels, packed_maps
from renderer.gltf.container import Json
from renderer.jit import kernel

RAISED_MM = 0.06
SHOULDER_MM = 0.25
CRINKLE_MM, CRINKLE = 1.8, 0.0014
"""Width and height in millimetres of the unevenness that lets leaf sparkle."""
BRUSH_MM, BRUSH = 9.0, 0.007
ROUGHNESS, WORN, WORN_MM, WORN_COARSER = 0.2, 0.045, 2.5, 4
"""Wear is so broad that a quarter of the texels across and down show it."""
TONE, DARKEST = 0.018, 0.92
"""Leaf is thinner here and thicker there: how far that is from its colour, and at most. Under an even sky, which no
unevenness of height can be seen by, this is what tells it from a tan paint."""
MATERIAL: Json = {
    "pbrMetallicRoughness": {"metallicFactor": 1.0, "roughnessFactor": 1.0},
    "extensions": {"KHR_materials_clearcoat": {"clearcoatFactor": 0.35, "clearcoatRoughnessFactor": 0.08}},
}


def foil(drawn: Drawn) -> Maps:
    """The artwork as metal leaf under a thin varnish; its colour is what the metal reflects."""
    field = Field(drawn)
    crinkled, worn = field.grain(1, CRINKLE_MM), field.grain(3, WORN_MM, WORN_COARSER)
    crinkle = CRINKLE * crinkled + BRUSH * field.grain(2, BRUSH_MM)
    height = RAISED_MM * field.softened(SHOULDER_MM) + crinkle
    rough = np.clip(ROUGHNESS + WORN * worn, 0.12, 0.5)
    tone = np.clip(1 - TONE * (crinkled + enlarged(worn, (drawn.height_px, drawn.width_px))), DARKEST, 1)
    leaf = np.empty_like(drawn.pixels)
    _tinted(drawn.pixels, tone, leaf)
    return packed_maps(MATERIAL, leaf, height, drawn.pixel_mm, roughness=rough, metallic=1.0)


@kernel
def _tinted(pixels: Pixels, tone: Floats, result: Pixels) -> None:
    """Fill `result` (h, w, 4) with `pixels`, their sRGB times `tone` (h, w), 0..1."""
    rows, columns = tone.shape
    for r in range(rows):
        for c in range(columns):
            for k in range(3):
                result[r, c, k] = np.uint8(pixels[r, c, k] * tone[r, c] + 0.5)
            result[r, c, 3] = pixels[r, c, 3]
