"""What a finish makes of an artwork."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from renderer.artwork.ink_blocks import BLOCK_PX, blocks_near_ink
from renderer.finishes.drawn import Drawn
from renderer.gltf.container import Json
from renderer.jit import kernel
from renderer.png import encode_fresh

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Maps:
    """Textures over the artwork's rectangle, row 0 at its top, and the glTF material that they belong to.

    `base_color` (h, w, 4): sRGB and straight alpha. `metallic_roughness` (h, w, 3), or coarser by a whole number:
    roughness in green, metallic in blue, as factors. `normal` (h, w, 3): tangent space, +x right, +y up. `height`
    (h, w): their relief, in millimetres. `material` has no textures and no name.
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
        return {name: encode_fresh(pixels) for name, pixels in maps.items() if pixels is not None}


Finish = Callable[[Drawn], Maps]


def packed_maps(
    material: Json,
    base_color: Pixels,
    height: Floats,
    pixel_mm: tuple[float, float],
    *,
    roughness: Floats,
    metallic: Floats | float = 0.0,
) -> Maps:
    """Maps from colour (h, w, 4), a relief in millimetres (h, w), its roughness and metallic (h, w), both 0..1.

    Roughness that does not follow the ink may be coarser by a power of two up to `BLOCK_PX`, and is quicker to pack.
    """
    away = far_from_ink(base_color[..., 3])
    return Maps(
        base_color, material, _gloss_map(roughness, metallic, away), _normal_map(height, pixel_mm, away), height
    )


def far_from_ink(alpha: Pixels) -> NDArray[np.bool_]:
    """Pixels (h, w) that nobody sees, by blocks that neither have ink (h, w) nor border on one that has.

    Grain costs as much to pack there as where it shows.
    """
    height, width = alpha.shape
    return ~blocks_near_ink(alpha).repeat(BLOCK_PX, axis=0).repeat(BLOCK_PX, axis=1)[:height, :width]


def _gloss_map(roughness: Floats, metallic: Floats | float, away: NDArray[np.bool_]) -> Pixels:
    """As glTF stores it; roughness is even where `away` from ink (h, w)."""
    step = away.shape[0] // roughness.shape[0]
    hidden, block = away[::step, ::step], BLOCK_PX // step
    near = ~hidden[::block, ::block]
    usual = float(roughness[::block, ::block][near].mean()) if near.any() else 1.0
    packed = np.empty((*roughness.shape, 3), np.uint8)
    packed[..., 0], packed[..., 2] = 255, np.asarray(metallic) * 255 + 0.5
    _pack_roughness(roughness, usual, hidden, packed)
    return packed


@kernel
def _pack_roughness(roughness: Floats, usual: float, away: NDArray[np.bool_], packed: Pixels) -> None:
    rows, columns = roughness.shape
    for r in range(rows):
        for c in range(columns):
            rough = usual if away[r, c] else min(max(roughness[r, c], 0.0), 1.0)
            packed[r, c, 1] = np.uint8(rough * 255.0 + 0.5)


def _normal_map(height: Floats, pixel_mm: tuple[float, float], away: NDArray[np.bool_]) -> Pixels:
    """Tangent-space normals (h, w, 3) of a relief in millimetres, +x right, +y up, as glTF stores them."""
    packed = np.empty((*height.shape, 3), np.uint8)
    _pack_normals(np.ascontiguousarray(height), 0.5 / pixel_mm[0], 0.5 / pixel_mm[1], away, packed)
    return packed


@kernel
def _pack_normals(height: Floats, across: float, down: float, away: NDArray[np.bool_], packed: Pixels) -> None:
    rows, columns = height.shape
    for r in range(rows):
        above, below = max(r - 1, 0), min(r + 1, rows - 1)
        for c in range(columns):
            x = y = 0.0
            if not away[r, c]:
                x = (height[r, max(c - 1, 0)] - height[r, min(c + 1, columns - 1)]) * across
                y = (height[below, c] - height[above, c]) * down
            scale = 127.5 / np.sqrt(x * x + y * y + 1.0)
            packed[r, c, 0] = np.uint8(x * scale + 128.0)
            packed[r, c, 1] = np.uint8(y * scale + 128.0)
            packed[r, c, 2] = np.uint8(scale + 128.0)


def coated(roughness: float, clearcoat: float, clearcoat_roughness: float) -> Json:
    """A glTF material of colour under a clear coat."""
    coat = {"clearcoatFactor": clearcoat, "clearcoatRoughnessFactor": clearcoat_roughness}
    return {
        "pbrMetallicRoughness": {"metallicFactor": 0.0, "roughnessFactor": roughness},
        "extensions": {"KHR_materials_clearcoat": coat},
    }
