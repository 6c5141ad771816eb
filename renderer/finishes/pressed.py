"""What relief alone does to a surface: the artwork's rectangle is clear, and shade gathers where light does not get."""

import numpy as np
from numpy.typing import NDArray

from renderer.finishes.drawn import Drawn
from renderer.finishes.maps import Maps, packed_maps
from renderer.gltf.container import Json

Floats = NDArray[np.float32]

MATERIAL: Json = {"pbrMetallicRoughness": {"metallicFactor": 0.0, "roughnessFactor": 1.0}}


def pressed(drawn: Drawn, height: Floats, shade: Floats, tint: Floats, cover: Floats, rough: Floats) -> Maps:
    """Maps of a relief (h, w, mm) where `cover` (h, w) is the artwork's own.

    There the surface takes the linear `tint` (h, w, 3), elsewhere it is only darkened by `shade` (h, w, 0..1).
    """
    alpha = cover + (1 - cover) * shade
    share = np.divide(cover, alpha, out=np.zeros_like(cover), where=alpha > 1e-3)[..., None]
    linear = np.clip(tint * (1 - shade)[..., None] * share, 0, 1)
    srgb = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * np.maximum(linear, 0.0031308) ** (1 / 2.4) - 0.055)
    base = np.concatenate([srgb, alpha[..., None]], axis=-1)
    return packed_maps(MATERIAL, np.asarray(base * 255 + 0.5, np.uint8), height, drawn.pixel_mm, roughness=rough)
