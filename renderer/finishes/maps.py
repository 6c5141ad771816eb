"""What a finish makes of an artwork."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from renderer.finishes.drawn import Drawn
from renderer.gltf.container import Json
from renderer.jit import kernel
from renderer.png import QUICK, encode_png

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Maps:
    """Textures over the artwork's rectangle, row 0 at its top, and the glTF material that they belong to.

    `base_color` (h, w, 4): sRGB and straight alpha. `metallic_roughness` (h, w, 3): roughness in green, metallic in
    blue, as factors. `normal` (h, w, 3): tangent space, +x right, +y up. `height` (h, w): their relief, in
    millimetres. `material` has no textures and no name.
    """

    base_color: Pixels
    material: Json
    metallic_roughness: Pixels | None = None
    normal: Pixels | None = None
    height: Floats | None = None

    @cached_property
    def png(self) -> dict[str, bytes]:
        """The maps that are there as PNG files, by the name of their field."""
        maps = {"base_color": self.base_color, "metallic_roughness": self.metallic_roughness, "normal": self.normal}
        return {name: encode_png(pixels, level=QUICK) for name, pixels in maps.items() if pixels is not None}


BLOCK_PX = 16
"""No more than this is seen across in one look at the finest level of a texture."""

Finish = Callable[[Drawn], Maps]


def packed_maps(
    material: Json,
    base_color: Pixels,
    height: Floats,
    pixel_mm: tuple[float, float],
    *,
    roughness: Floats,
    metallic: float = 0.0,
) -> Maps:
    """Maps from colour (h, w, 4), a relief in millimetres (h, w), its roughness (h, w) and metallic, both 0..1."""
    away = far_from_ink(base_color[..., 3])
    near = ~away
    usual = float(roughness[::BLOCK_PX, ::BLOCK_PX][near[::BLOCK_PX, ::BLOCK_PX]].mean()) if near.any() else 1.0
    surface, normals = (np.empty((*height.shape, 3), np.uint8) for _ in range(2))
    slopes = 0.5 / pixel_mm[0], 0.5 / pixel_mm[1]
    _pack(np.ascontiguousarray(height), slopes, (roughness, usual, metallic), away, surface, normals)
    return Maps(base_color, material, surface, normals, height)


def far_from_ink(alpha: Pixels) -> NDArray[np.bool_]:
    """Pixels (h, w) that nobody sees, by blocks that neither have ink (h, w) nor border on one that has.

    Grain costs as much to pack there as where it shows.
    """
    height, width = alpha.shape
    blocks = np.pad(alpha, ((0, -height % BLOCK_PX), (0, -width % BLOCK_PX)))
    inked = blocks.reshape(blocks.shape[0] // BLOCK_PX, BLOCK_PX, -1, BLOCK_PX).max(axis=(1, 3)) > 0
    near = ndimage.binary_dilation(inked, np.ones((3, 3), np.bool_))
    return ~near.repeat(BLOCK_PX, axis=0).repeat(BLOCK_PX, axis=1)[:height, :width]


@kernel
def _pack(
    height: Floats,
    slopes: tuple[float, float],
    gloss: tuple[Floats, float, float],
    away: NDArray[np.bool_],
    surface: Pixels,
    normals: Pixels,
) -> None:
    """Fill `surface`, and `normals` in tangent space, +x right, +y up, as glTF stores them; both flat where `away`."""
    rows, columns = height.shape
    roughness, usual, metallic = gloss
    for r in range(rows):
        above, below = max(r - 1, 0), min(r + 1, rows - 1)
        for c in range(columns):
            x = y = 0.0
            rough = usual
            if not away[r, c]:
                x = (height[r, max(c - 1, 0)] - height[r, min(c + 1, columns - 1)]) * slopes[0]
                y = (height[below, c] - height[above, c]) * slopes[1]
                rough = min(max(roughness[r, c], 0.0), 1.0)
            surface[r, c, 0] = 255
            surface[r, c, 1] = np.uint8(rough * 255.0 + 0.5)
            surface[r, c, 2] = np.uint8(metallic * 255.0 + 0.5)
            scale = 127.5 / np.sqrt(x * x + y * y + 1.0)
            normals[r, c, 0] = np.uint8(x * scale + 128.0)
            normals[r, c, 1] = np.uint8(y * scale + 128.0)
            normals[r, c, 2] = np.uint8(scale + 128.0)


@kernel
def tinted(pixels: Pixels, tone: Floats, result: Pixels) -> None:
    """Fill `result` (h, w, 4) with `pixels`, their sRGB times `tone` (h, w), 0..1."""
    rows, columns = tone.shape
    for r in range(rows):
        for c in range(columns):
            for k in range(3):
                result[r, c, k] = np.uint8(pixels[r, c, k] * tone[r, c] + 0.5)
            result[r, c, 3] = pixels[r, c, 3]


def coated(roughness: float, clearcoat: float, clearcoat_roughness: float) -> Json:
    """A glTF material of colour under a clear coat."""
    coat = {"clearcoatFactor": clearcoat, "clearcoatRoughnessFactor": clearcoat_roughness}
    return {
        "pbrMetallicRoughness": {"metallicFactor": 0.0, "roughnessFactor": roughness},
        "extensions": {"KHR_materials_clearcoat": coat},
    }
