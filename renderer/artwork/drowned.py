"""What of an artwork cannot be told from the ground that it lies on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from renderer.artwork.cover import SOLID
from renderer.artwork.draw_pixels import PROOF_CPU_SECONDS, draw_pixels
from renderer.color import delta_e_2000, hex_to_lab, linear_to_lab, srgb_to_linear
from renderer.remembered import remembered

Pixels = NDArray[np.uint8]

LOOK_PX = 256
MOST_BYTES = 4 << 20
"""Of small pictures that are kept: some sixteen."""
NEAR = 10.0
"""ΔE00 up to which ink may not be seen on its ground: light, shade and threads part what lies there by as much."""


@dataclass(frozen=True)
class Drowned:
    """The part of an artwork's ink that runs into its ground, and the sRGB colour that most of it has."""

    share: float
    color: str


@remembered(1 << 18)
def drowned(svg: bytes, width_mm: float, height_mm: float, ground: str) -> Drowned:
    """A quick look at an artwork on `ground` (sRGB); what other ink lies all around is seen by its edge there.

    Raises `ArtworkError` as `draw_pixels` does.
    """
    pixels = _drawn(svg, width_mm, height_mm)
    ink, cover = pixels[..., 3] > SOLID, pixels[..., 3:] / 255
    under = srgb_to_linear(np.array(list(bytes.fromhex(ground[1:]))) / 255)
    seen = cover * srgb_to_linear(pixels[..., :3] / 255) + (1 - cover) * under
    like = np.pad(near_ground(seen, ground), 1, constant_values=True)
    parts, _ = ndimage.label(like)
    lost = ink & (parts == parts[0, 0])[1:-1, 1:-1]
    if not lost.any():
        return Drowned(0.0, "")
    shades, counts = np.unique(pixels[lost][:, :3], axis=0, return_counts=True)
    return Drowned(float(lost.sum() / ink.sum()), f"#{bytes(shades[int(counts.argmax())]).hex()}")


def near_ground(colors: NDArray[np.float64], ground: str) -> NDArray[np.bool_]:
    """Which of some linear colours (…, 3) may not be seen on `ground` (sRGB)."""
    return np.asarray(delta_e_2000(linear_to_lab(colors), hex_to_lab(ground)) < NEAR)


@remembered(MOST_BYTES, lambda pixels: int(pixels.nbytes))
def _drawn(svg: bytes, width_mm: float, height_mm: float) -> Pixels:
    """A small picture (h, w, 4), straight-alpha sRGB: one for all the colours that are tried under it."""
    scale = LOOK_PX / max(width_mm, height_mm)
    size = max(round(width_mm * scale), 1), max(round(height_mm * scale), 1)
    return draw_pixels(svg, *size, PROOF_CPU_SECONDS)
