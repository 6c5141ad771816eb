"""What a finish makes of an artwork."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.container import Json
from renderer.png import encode_png

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Maps:
    """Textures over the artwork's rectangle, row 0 at its top, and the glTF material that they belong to.

    `base_color` (h, w, 4): sRGB and straight alpha. `metallic_roughness` (h, w, 3): roughness in green, metallic in
    blue, as factors. `normal` (h, w, 3): tangent space, +x right, +y up. `material` has no textures and no name.
    """

    base_color: Pixels
    material: Json
    metallic_roughness: Pixels | None = None
    normal: Pixels | None = None

    @cached_property
    def png(self) -> dict[str, bytes]:
        """The maps that are there as PNG files, by the name of their field."""
        maps = {"base_color": self.base_color, "metallic_roughness": self.metallic_roughness, "normal": self.normal}
        return {name: encode_png(pixels) for name, pixels in maps.items() if pixels is not None}


Finish = Callable[[Pixels, tuple[float, float]], Maps]
"""From straight-alpha sRGB pixels (h, w, 4) and the size of a pixel in millimetres (x, y) to maps."""


def coated(roughness: float, clearcoat: float, clearcoat_roughness: float) -> Json:
    """A glTF material of colour under a clear coat."""
    coat = {"clearcoatFactor": clearcoat, "clearcoatRoughnessFactor": clearcoat_roughness}
    return {
        "pbrMetallicRoughness": {"metallicFactor": 0.0, "roughnessFactor": roughness},
        "extensions": {"KHR_materials_clearcoat": coat},
    }
