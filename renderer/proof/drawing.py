"""The artwork that everything is held against."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from renderer.artwork.cover import SOLID, cover
from renderer.artwork.drawing import inset, svg_document
from renderer.artwork.rasterize import rasterize
from renderer.artwork.scan_outlines import outlined_inks, scan_rings
from renderer.finishes.thread.inks import part_inks

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]
Inks = NDArray[np.int64]
Bytes = NDArray[np.uint8]

PER_MM, MOST_PX = 8.0, 1200


@dataclass(frozen=True, eq=False)
class Drawing:
    """An artwork of that many millimetres, as a raster that everything read back is brought to."""

    svg: bytes
    width_mm: float
    height_mm: float

    @property
    def density(self) -> float:
        """Pixels a millimetre."""
        return min(PER_MM, MOST_PX / max(self.width_mm, self.height_mm))

    @property
    def size(self) -> tuple[int, int]:
        """Pixels across and down."""
        return math.ceil(self.width_mm * self.density), math.ceil(self.height_mm * self.density)

    @cached_property
    def ink(self) -> Mask:
        """Where there is ink (h, w)."""
        return np.asarray(rasterize(self.svg, *self.size)[..., 3] > SOLID)

    @property
    def inks(self) -> Inks:
        """The number of the ink (h, w), -1 where there is none."""
        return self._parted[0]

    @property
    def colors(self) -> Bytes:
        """The inks' colours (n, 3), sRGB."""
        return self._parted[1]

    @cached_property
    def _parted(self) -> tuple[Inks, Bytes]:
        return part_inks(rasterize(self.svg, *self.size))

    def inks_of(self, svg: bytes, offset_mm: tuple[float, float], size_mm: tuple[float, float]) -> Inks:
        """As `inks`, of another artwork of that size whose middle lies `offset_mm` (right, up) from this one's."""
        left = (self.width_mm - size_mm[0]) / 2 + offset_mm[0]
        top = (self.height_mm - size_mm[1]) / 2 - offset_mm[1]
        there = svg_document(self.width_mm, self.height_mm, inset(svg, (left, top), size_mm).encode())
        return part_inks(rasterize(there, *self.size))[0]

    def places_mm(self) -> Floats:
        """The middle of each pixel (h, w, 2), from the artwork's middle, +x right, +y up."""
        across, down = self.size
        x = ((np.arange(across) + 0.5) / across - 0.5) * self.width_mm
        y = (0.5 - (np.arange(down) + 0.5) / down) * self.height_mm
        return np.stack(np.meshgrid(x, y), axis=-1)

    def drawn(self, body: str) -> Mask:
        """Where SVG elements, in millimetres from the artwork's upper left corner, put ink."""
        svg = svg_document(self.width_mm, self.height_mm, body.encode())
        return np.asarray(cover(svg, *self.size) > SOLID)

    def filled(self, rings: list[Floats]) -> Mask:
        """What lies inside closed lines (n, 2), even-odd, millimetres from the upper left corner.

        By whatever has drawn the artwork: two of them differ by a pixel along an edge.
        """
        across, down = self.size
        scale = across / self.width_mm, down / self.height_mm
        scanned = scan_rings(rings, scale, (down, across)) if outlined_inks(self.svg) else None
        if scanned is not None:
            return np.asarray(scanned > SOLID)
        lines = "".join("M" + "L".join(f"{x:.4f} {y:.4f}" for x, y in ring) + "Z" for ring in rings)
        return self.drawn(f'<path fill-rule="evenodd" d="{lines}"/>')
