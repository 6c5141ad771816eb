"""Where the workshop puts an artwork: its distances from the edges of its zone, drawn and in numbers."""

from dataclasses import dataclass

import pathops  # type: ignore[import-untyped]

from renderer.artwork.drawing import svg_document
from renderer.artwork.outline import path_data
from renderer.production.color_card import INK, PAPER, QUIET, label
from renderer.production.heat_map import Distortion, heat_maps

MARGIN_MM, DRAWN_MM = 14.0, 170.0
"""The sheet is an A4 page wide; larger zones are drawn to scale."""
LINE_MM = 0.2
OUTLINES = 500
"""The artwork's outline on a map of distortion is so many times thinner than its zone is wide."""
ACCENT = "#c4202b"


@dataclass(frozen=True)
class Placement:
    """An artwork's rectangle in a zone's, millimetres; `center_mm` from the zone's centre, +x right, +y up."""

    zone: str
    zone_mm: tuple[float, float]
    size_mm: tuple[float, float]
    center_mm: tuple[float, float] = (0.0, 0.0)

    @property
    def offsets_mm(self) -> dict[str, float]:
        """From each edge of the zone, as the reader sees it, to the artwork's nearest side."""
        (width, height), (wide, high), (x, y) = self.zone_mm, self.size_mm, self.center_mm
        return {
            "left": round(width / 2 + x - wide / 2, 2),
            "right": round(width / 2 - x - wide / 2, 2),
            "top": round(height / 2 - y - high / 2, 2),
            "bottom": round(height / 2 + y - high / 2, 2),
        }


def placement_sheet(
    placement: Placement,
    svg: bytes,
    facts: tuple[str, ...],
    surface: Distortion | None = None,
    outline: pathops.Path | None = None,
) -> bytes:
    """The sheet as a drawing (SVG): the zone with the artwork in its place, dimensions in mm, and `facts` below.

    Where the `surface` cannot be laid flat true to measure, maps of its distortion follow, the `outline` on top.
    """
    scale = min(1.0, DRAWN_MM / placement.zone_mm[0])
    width, height = (side * scale for side in placement.zone_mm)
    offsets = placement.offsets_mm
    left, top = MARGIN_MM + offsets["left"] * scale, MARGIN_MM + 12 + offsets["top"] * scale
    wide, high = (side * scale for side in placement.size_mm)
    zone = f'<rect x="{MARGIN_MM:g}" y="{MARGIN_MM + 12:g}" width="{width:.3f}" height="{height:.3f}" fill="#eceae4"/>'
    art = svg.decode().replace("<svg", f'<svg x="{left:.3f}" y="{top:.3f}"', 1)
    art = art.replace(f'width="{placement.size_mm[0]:g}mm"', f'width="{wide:.3f}"', 1)
    art = art.replace(f'height="{placement.size_mm[1]:g}mm"', f'height="{high:.3f}"', 1)
    below = MARGIN_MM + 12 + height
    end = below + 14 + 6 * len(facts)
    maps, tall = _maps(placement, surface, outline, end + 4)
    sheet = end + tall + MARGIN_MM
    title = f"{placement.zone}: {placement.zone_mm[0]:g} × {placement.zone_mm[1]:g} mm, drawn {scale:.0%}"
    body = [
        f'<rect width="210" height="{sheet:.3f}" fill="{PAPER}"/>',
        label(title, INK, MARGIN_MM, MARGIN_MM + 4, 2.8),
        zone,
        art,
        *_dimensions(left, top, wide, high, below, width, offsets),
        *(label(fact, INK, MARGIN_MM, below + 16 + 6 * row, 2.2) for row, fact in enumerate(facts)),
        maps,
    ]
    return svg_document(210.0, round(sheet, 3), "".join(body).encode())


def _maps(
    placement: Placement, surface: Distortion | None, outline: pathops.Path | None, top: float
) -> tuple[str, float]:
    """Both maps of distortion, or a line that says that there is none; and their height."""
    if surface is None:
        return "", 0.0
    if surface.flat:
        return label("the surface lies flat: nothing is stretched", QUIET, MARGIN_MM, top, 2.2), 4.0
    offsets = placement.offsets_mm
    data = path_data(outline) if outline else ""
    thick = placement.zone_mm[0] / OUTLINES
    line = f'<path fill="none" stroke="{INK}" stroke-width="{thick:.3f}" d="{data}"/>'
    art = f'<g transform="translate({offsets["left"]:g} {offsets["top"]:g})">{line}</g>'
    body, height = heat_maps(surface, placement.zone_mm, art, (MARGIN_MM, top), DRAWN_MM)
    return body, height + 4.0


def _dimensions(
    left: float, top: float, wide: float, high: float, below: float, width: float, offsets: dict[str, float]
) -> list[str]:
    """Lines from the artwork's sides to the zone's edges, each with its millimetres."""
    across, down = top + high / 2, left + wide / 2
    ends = {
        "left": (MARGIN_MM, across, left, across),
        "right": (left + wide, across, MARGIN_MM + width, across),
        "top": (down, MARGIN_MM + 12, down, top),
        "bottom": (down, top + high, down, below),
    }
    lines = [
        f'<path d="M{x0:.3f} {y0:.3f}L{x1:.3f} {y1:.3f}" stroke="{ACCENT}" stroke-width="{LINE_MM}" fill="none"/>'
        for x0, y0, x1, y1 in ends.values()
    ]
    frame = f'<rect x="{left:.3f}" y="{top:.3f}" width="{wide:.3f}" height="{high:.3f}" fill="none" stroke="{QUIET}"'
    said = "from the zone's edges: " + ", ".join(f"{edge} {value:g} mm" for edge, value in offsets.items())
    return [*lines, f'{frame} stroke-width="{LINE_MM}"/>', label(said, ACCENT, MARGIN_MM, below + 8, 2.2)]
