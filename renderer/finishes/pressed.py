"""What relief alone does to a surface: the artwork's rectangle is clear, and shade gathers where light does not get."""

import numpy as np
from numpy.typing import NDArray

from renderer.color import LINEAR
from renderer.finishes.maps import Maps, packed_maps
from renderer.gltf.container import Json
from renderer.jit import kernel

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

MATERIAL: Json = {"pbrMetallicRoughness": {"metallicFactor": 0.0, "roughnessFactor": 1.0}}
BARE_MATERIAL: Json = {"pbrMetallicRoughness": {"metallicFactor": 1.0, "roughnessFactor": 1.0}}


def pressed(
    pixels: Pixels,
    height: Floats,
    shade: Floats,
    rough: Floats,
    pixel_mm: tuple[float, float],
    *,
    metallic: Floats | None = None,
) -> Maps:
    """Maps of a relief (h, w, mm): where the artwork's `pixels` (h, w, 4) have ink, the surface takes its colour.

    Elsewhere it is only darkened by `shade` (h, w, 0..1), as the ink is. `metallic` (h, w, 0..1): where it is bare.
    """
    base = np.empty((*shade.shape, 4), np.uint8)
    _shaded(pixels, shade, LINEAR, base)
    if metallic is None:
        return packed_maps(MATERIAL, base, height, pixel_mm, roughness=rough)
    return packed_maps(BARE_MATERIAL, base, height, pixel_mm, roughness=rough, metallic=metallic)


@kernel
def _shaded(pixels: Pixels, shade: Floats, linear: NDArray[np.float64], base: Pixels) -> None:
    """Fill `base` (h, w, 4), sRGB and straight alpha, from the artwork's `pixels` under black of that much `shade`."""
    rows, columns = shade.shape
    for r in range(rows):
        for c in range(columns):
            cover = pixels[r, c, 3] / 255.0
            alpha = cover + (1.0 - cover) * shade[r, c]
            light = (1.0 - shade[r, c]) * cover / alpha if alpha > 1e-3 else 0.0
            base[r, c, 3] = np.uint8(alpha * 255.0 + 0.5)
            for k in range(3):
                value = linear[pixels[r, c, k]] * light
                root = 1.055 * value ** (1 / 2.4) - 0.055 if value > 0.0031308 else 12.92 * value
                base[r, c, k] = np.uint8(root * 255.0 + 0.5)
