"""Where the workshop puts an artwork: its distances from the edges of its zone, drawn and in numbers."""

from dataclasses import dataclass

import pathops  # type: ignore[import-untyped]

from renderer.artwork.drawing import inset, svg_document
from renderer.artwork.label import INK, PAPER, QUIET, label
from renderer.artwork.outline import path_data
from renderer.color import contrast
from renderer.production.heat_map import Distortion, heat_maps

Pair = tuple[float, float]

MARGIN_MM, DRAWN_MM = 14.0, 170.0
TOP_MM = MARGIN_MM + 12.0
"""The sheet is an A4 page wide; larger zones are drawn to scale."""
LINE_MM = 0.2
OUTLINES = 500
"""The artwork's outline on a map of distortion is so many times thinner than its zone is wide."""
ACCENT, UNKNOWN = "#c4202b", "#eceae4"
"""Lines, and the zone where nobody knows its colour."""
SEEN = 3.0
"""The least contrast of a line."""
NUMBER_MM = 6.0
"""A shorter line has no number beside it; the line below the zone says all of them."""


@dataclass(frozen=True)
class Placement:
    """An artwork's rectangle in a zone's, millimetres; `center_mm` from the zone's centre, +x right, +y up."""

    zone: str
    zone_mm: Pair
    size_mm: Pair
    center_mm: Pair = (0.0, 0.0)
    others: tuple[tuple[Pair, Pair], ...] = ()
    """Size and middle of what else lies on the zone."""
    layer: int = 0
    """How many of them lie below."""

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


@dataclass(frozen=True)
class SheetFacts:
    """What the sheet says in words, and the colour (sRGB) of what the artwork lies on."""

    lines: tuple[str, ...]
    ground: str = UNKNOWN


def placement_sheet(
    placement: Placement,
    svg: bytes,
    facts: SheetFacts,
    surface: Distortion | None = None,
    outline: pathops.Path | None = None,
) -> bytes:
    """The sheet as a drawing (SVG): the zone in its colour, the artwork in its place, dimensions in mm, `facts` below.

    Where the `surface` cannot be laid flat true to measure, maps of its distortion follow, the `outline` on top.
    """
    scale = min(1.0, DRAWN_MM / placement.zone_mm[0])
    width, height = (side * scale for side in placement.zone_mm)
    below = TOP_MM + height
    end = below + 14 + 6 * len(facts.lines)
    maps, tall = _maps(placement, surface, outline, end + 4)
    sheet = end + tall + MARGIN_MM
    title = f"{placement.zone}: {placement.zone_mm[0]:g} × {placement.zone_mm[1]:g} mm, drawn {scale:.0%}"
    body = [
        f'<rect width="210" height="{sheet:.3f}" fill="{PAPER}"/>',
        label(title, INK, MARGIN_MM, MARGIN_MM + 4, 2.8),
        f'<rect {_rect(MARGIN_MM, TOP_MM, width, height)} fill="{facts.ground}" stroke="{QUIET}" stroke-width="0.15"/>',
        *_others(placement, scale, facts.ground),
        inset(svg, *_spot(placement, placement.size_mm, placement.center_mm, scale)),
        *_dimensions(placement, scale, _line_color(facts.ground)),
        label(_said(placement), ACCENT, MARGIN_MM, below + 8, 2.2),
        *(label(fact, INK, MARGIN_MM, below + 16 + 6 * row, 2.2) for row, fact in enumerate(facts.lines)),
        maps,
    ]
    return svg_document(210.0, round(sheet, 3), "".join(body).encode())


def _spot(placement: Placement, size_mm: Pair, center_mm: Pair, scale: float) -> tuple[Pair, Pair]:
    """Upper left corner and size on the sheet of what has that size and middle in the zone."""
    left = placement.zone_mm[0] / 2 + center_mm[0] - size_mm[0] / 2
    top = placement.zone_mm[1] / 2 - center_mm[1] - size_mm[1] / 2
    return (MARGIN_MM + left * scale, TOP_MM + top * scale), (size_mm[0] * scale, size_mm[1] * scale)


def _rect(x: float, y: float, width: float, height: float) -> str:
    return f'x="{x:.3f}" y="{y:.3f}" width="{width:.3f}" height="{height:.3f}"'


def _line_color(ground: str) -> str:
    """The accent where it can be seen on the zone; else paper or ink."""
    return ACCENT if contrast(ACCENT, ground) >= SEEN else max((PAPER, INK), key=lambda each: contrast(each, ground))


def _others(placement: Placement, scale: float, ground: str) -> list[str]:
    """The rectangles of what else lies on the zone."""
    spots = [_spot(placement, size, center, scale) for size, center in placement.others]
    line = (
        f'fill="none" stroke="{_line_color(ground)}" stroke-opacity="0.6" stroke-width="0.2" stroke-dasharray="1.6 1"'
    )
    return [f"<rect {_rect(*corner, *size)} {line}/>" for corner, size in spots]


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


def _dimensions(placement: Placement, scale: float, color: str) -> list[str]:
    """Lines from the artwork's sides to the zone's edges, each with its millimetres where they fit."""
    (left, top), (wide, high) = _spot(placement, placement.size_mm, placement.center_mm, scale)
    width, height = (side * scale for side in placement.zone_mm)
    across, down = top + high / 2, left + wide / 2
    ends = {
        "left": (MARGIN_MM, across, left, across),
        "right": (left + wide, across, MARGIN_MM + width, across),
        "top": (down, TOP_MM, down, top),
        "bottom": (down, top + high, down, TOP_MM + height),
    }
    lines = [
        f'<path d="M{x0:.3f} {y0:.3f}L{x1:.3f} {y1:.3f}" stroke="{color}" stroke-width="{LINE_MM}" fill="none"/>'
        for x0, y0, x1, y1 in ends.values()
    ]
    numbers = [
        label(
            f"{placement.offsets_mm[edge]:g}",
            color,
            (x0 + x1) / 2 + (y1 > y0),
            (y0 + y1) / 2 + 0.7 - 1.4 * (x1 > x0),
            1.5,
        )
        for edge, (x0, y0, x1, y1) in ends.items()
        if x1 - x0 + y1 - y0 > NUMBER_MM
    ]
    frame = f'<rect {_rect(left, top, wide, high)} fill="none" stroke="{color}" stroke-opacity="0.5"'
    return [*lines, *numbers, f'{frame} stroke-width="{LINE_MM}"/>']


def _said(placement: Placement) -> str:
    return "from the zone's edges: " + ", ".join(f"{edge} {value:g} mm" for edge, value in placement.offsets_mm.items())
