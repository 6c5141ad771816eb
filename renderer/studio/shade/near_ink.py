"""Which fragments may lie on an artwork's ink: lettering leaves most of its rectangle bare, and to read it is dear."""

import numpy as np
from numpy.typing import NDArray

from renderer.artwork.ink_blocks import BLOCK_PX, blocks_near_ink
from renderer.gltf.document import Document
from renderer.jit import kernel
from renderer.studio.bake import Bake
from renderer.studio.scene import Decal
from renderer.studio.shade.materials import Material
from renderer.studio.shade.pyramids import COLOR, is_clamped, pyramid_of
from renderer.studio.shade.surface import Rows

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

EVERYWHERE = np.ones((1, 1), np.bool_)


def near_ink(document: Document, material: Material, decal: Decal, bake: Bake, rows: Rows) -> Rows:
    """Those of `rows` (n,) on the artwork's rectangle, but for some that surely have no ink.

    Raises `ModelError` for a texture that cannot be decoded.
    """
    blocks, texels = _inked_blocks(document, material)
    found = np.empty(len(rows), np.int64)
    # Who reads no further than half a block finds ink in its own or beside it. Halves are ordered as their bits are.
    reach = np.float16(BLOCK_PX / 2 * min(np.divide(decal.size_mm, texels))).view(np.uint16)
    footprint = (bake.footprint_mm.view(np.uint16), int(reach))
    return found[: _found(bake.zone_mm, footprint, rows, (decal.size_mm, decal.center_mm), (blocks, texels), found)]


def _inked_blocks(document: Document, material: Material) -> tuple[Mask, tuple[int, int]]:
    """Blocks (h, w), row 0 at the top, that have ink or border on one that has; and texels across and down."""
    use = material.textures.get("base_color")
    if use is None or not is_clamped(document, use.texture) or (use.transform != np.eye(2, 3)).any():
        return EVERYWHERE, (1, 1)
    pyramid = pyramid_of(document, use.texture, COLOR)
    width, height = int(pyramid.levels[0, 1]), int(pyramid.levels[0, 2])
    alpha = pyramid.texels[: width * height, 3].reshape(height, width)
    return blocks_near_ink(alpha), (width, height)


@kernel
def _found(
    zone_mm: Floats,
    footprint: tuple[NDArray[np.uint16], int],
    rows: Rows,
    rectangle: tuple[tuple[float, float], tuple[float, float]],
    ink: tuple[Mask, tuple[int, int]],
    found: Rows,
) -> int:
    """Fill `found` with the rows on the rectangle that are on a block with ink, or read on; returns how many."""
    (width, height), (x, y) = rectangle
    blocks, texels = ink
    count = 0
    for row in rows:
        u, v = (zone_mm[row, 0] - x) / width + 0.5, 0.5 - (zone_mm[row, 1] - y) / height
        if u < 0.0 or u > 1.0 or v < 0.0 or v > 1.0:
            continue
        across = min(int(u * texels[0]), texels[0] - 1) // BLOCK_PX
        down = min(int(v * texels[1]), texels[1] - 1) // BLOCK_PX
        if footprint[0][row] > footprint[1] or blocks[down, across]:
            found[count] = row
            count += 1
    return count
