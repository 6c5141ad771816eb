"""What every artwork is: one vector drawing in millimetres."""

import re
from dataclasses import dataclass

ROOT_SIZE = re.compile(rb'^<svg([^>]*?) width="[^"]*" height="[^"]*"')
PAD_MM = 1.0
"""Transparent margin inside an artwork's rectangle, so that a clamped, filtered texture never smears its edge."""


@dataclass(frozen=True)
class Notice:
    """Something that a person should know and may ignore."""

    code: str
    message: str


MM_PER_INCH = 25.4


@dataclass(frozen=True)
class Raster:
    """A picture of `pixels` along a side that is shown at `size_mm`; `inside` a vector drawing, or all there is."""

    pixels: int
    size_mm: float
    inside: bool = False

    @property
    def dpi(self) -> float:
        """Pixels an inch."""
        return self.pixels / self.size_mm * MM_PER_INCH

    def needed(self, dpi: float) -> int:
        """How many pixels it would have at `dpi`."""
        return round(self.size_mm / MM_PER_INCH * dpi)


@dataclass(frozen=True)
class Artwork:
    """A safe SVG of exactly `width_mm` × `height_mm`; its rectangle hugs the ink, so place it by its centre."""

    svg: bytes
    width_mm: float
    height_mm: float
    colors: tuple[str, ...]
    """The sRGB colours that the eye counts, `#rrggbb`, most ink first."""
    notices: tuple[Notice, ...] = ()
    raster: Raster | None = None
    """The coarsest picture that makes up a good part of it; whether that is enough, its finish decides."""


def pad_mm(box_mm: tuple[float, float]) -> float:
    """Margin for ink that fills `box_mm`: four texels of its texture, but at most a tenth of the short side."""
    return min(max(PAD_MM, max(box_mm) / 250.0), min(box_mm) / 10.0)


def svg_document(width_mm: float, height_mm: float, body: bytes) -> bytes:
    """`body` inside an SVG root of `width_mm` × `height_mm` whose user unit is the millimetre."""
    size = f'width="{width_mm:g}mm" height="{height_mm:g}mm" viewBox="0 0 {width_mm:g} {height_mm:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'.encode() + body + b"</svg>"


def inset(svg: bytes, corner: tuple[float, float], size: tuple[float, float]) -> str:
    """An artwork as an element of another drawing, its upper left corner and its size in that one's units."""
    (x, y), (width, height) = corner, size
    place = f' x="{x:.3f}" y="{y:.3f}" width="{width:.3f}" height="{height:.3f}"'
    return ROOT_SIZE.sub(rb"<svg\1" + place.encode(), svg, count=1).decode()
