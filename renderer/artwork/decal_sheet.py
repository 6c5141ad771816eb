"""Every decal at a glance: one drawing in millimetres, a card each, with the colours that can be exchanged."""

from collections.abc import Sequence
from dataclasses import dataclass

from renderer.artwork.draw_logo import draw_logo
from renderer.artwork.drawing import inset, svg_document
from renderer.artwork.label import INK, PAPER, QUIET, label
from renderer.artwork.recolor import colors_in

ACROSS, MARGIN_MM, GAP_MM = 4, 8.0, 6.0
PLATE_MM, CARD_HEIGHT_MM = (56.0, 34.0), 52.0
ROOM_MM = (50.0, 28.0)
GROUND = "#9aa6a0"
"""White stripes and navy numbers both stand out from it."""
CHIP_MM, CHIP_STEP_MM = (9.6, 3.0), 10.8
CODE_MM, NAME_MM, COLOR_MM = 2.3, 1.9, 1.45


@dataclass(frozen=True)
class Sample:
    """A decal's drawing (SVG), the code that it is asked for by, and its name."""

    code: str
    name: str
    svg: bytes


def decal_sheet(samples: Sequence[Sample]) -> tuple[bytes, float, float]:
    """The drawing (SVG), its width and its height in millimetres."""
    rows = -(-len(samples) // ACROSS)
    width = 2 * MARGIN_MM + ACROSS * (PLATE_MM[0] + GAP_MM) - GAP_MM
    height = 2 * MARGIN_MM + rows * (CARD_HEIGHT_MM + GAP_MM) - GAP_MM
    paper = f'<rect width="{width:g}" height="{height:g}" fill="{PAPER}"/>'
    cards = [_card(sample, *_place(number)) for number, sample in enumerate(samples)]
    return svg_document(width, height, "".join([paper, *cards]).encode()), width, height


def _place(number: int) -> tuple[float, float]:
    """Left and upper edge of a card."""
    row, column = divmod(number, ACROSS)
    return MARGIN_MM + column * (PLATE_MM[0] + GAP_MM), MARGIN_MM + row * (CARD_HEIGHT_MM + GAP_MM)


def _card(sample: Sample, left: float, top: float) -> str:
    drawn, below = draw_logo(sample.svg, ROOM_MM), top + PLATE_MM[1]
    size = drawn.width_mm, drawn.height_mm
    middle = left + (PLATE_MM[0] - size[0]) / 2, top + (PLATE_MM[1] - size[1]) / 2
    chips = _chips(colors_in(sample.svg), left, below + 12.5)
    return "".join(
        [
            _filled(left, top, PLATE_MM, GROUND),
            inset(drawn.svg, middle, size),
            label(sample.code, INK, left, below + 5.0, CODE_MM),
            label(sample.name, QUIET, left, below + 9.5, NAME_MM),
            chips,
        ]
    )


def _chips(colors: Sequence[str], left: float, top: float) -> str:
    """A row no wider than the plate, however many there are."""
    scale = min(1.0, PLATE_MM[0] / (CHIP_STEP_MM * len(colors))) if colors else 1.0
    return "".join(_chip(color, left + at * CHIP_STEP_MM * scale, top, scale) for at, color in enumerate(colors))


def _chip(color: str, left: float, top: float, scale: float) -> str:
    chip = _filled(left, top, (CHIP_MM[0] * scale, CHIP_MM[1]), color, f' stroke="{QUIET}" stroke-width="0.1"')
    return chip + label(color, INK, left, top + CHIP_MM[1] + 2.2, COLOR_MM * scale)


def _filled(left: float, top: float, size: tuple[float, float], color: str, more: str = "") -> str:
    place = f'x="{left:g}" y="{top:g}" width="{size[0]:g}" height="{size[1]:g}"'
    return f'<rect {place} fill="{color}"{more}/>'
