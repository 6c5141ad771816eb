"""What a finish gets: an artwork, and how large its textures are to be."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.artwork.rasterize import rasterize


@dataclass(frozen=True)
class Drawn:
    """An artwork (SVG) of `width_mm` × `height_mm` for textures of `width_px` × `height_px`."""

    svg: bytes
    width_mm: float
    height_mm: float
    width_px: int
    height_px: int

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """Straight-alpha sRGB (height_px, width_px, 4), top row first, read-only."""
        return rasterize(self.svg, self.width_px, self.height_px)

    @property
    def pixel_mm(self) -> tuple[float, float]:
        """Size of a pixel, across and down."""
        return self.width_mm / self.width_px, self.height_mm / self.height_px
