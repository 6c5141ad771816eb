"""Every font at a glance: one drawing in millimetres, a row each."""

from collections.abc import Sequence

from renderer.artwork.draw_text import draw_text
from renderer.artwork.drawing import svg_document
from renderer.artwork.fonts import Font
from renderer.artwork.label import INK, PAPER, QUIET, label

SAMPLES = {"Arab": "عائلة الفهد", "Deva": "क्षत्रिय परिवार", "Jpan": "山田ゴルフ倶楽部"}
"""What a script looks like at its best; other fonts set a family's name."""
SAMPLE = "The Fitzgeralds"
ROW_MM, WIDTH_MM, MARGIN_MM = 22.0, 180.0, 8.0
SAMPLE_BOX = (112.0, 14.0)
LABEL_LEFT_MM, LABEL_MM = 130.0, 2.3


def sample(typeface: Font) -> str:
    """A few words that show what `typeface` is for."""
    return next((SAMPLES[script] for script in typeface.scripts[:1] if script in SAMPLES), SAMPLE)


def font_sheet(typefaces: Sequence[Font]) -> tuple[bytes, float, float]:
    """The drawing (SVG), its width and its height in millimetres."""
    height = 2 * MARGIN_MM + ROW_MM * len(typefaces)
    rows = [_row(typeface, MARGIN_MM + ROW_MM * (number + 0.5)) for number, typeface in enumerate(typefaces)]
    paper = f'<rect width="{WIDTH_MM:g}" height="{height:g}" fill="{PAPER}"/>'.encode()
    return svg_document(WIDTH_MM, height, paper + b"".join(rows)), WIDTH_MM, height


def _row(typeface: Font, middle: float) -> bytes:
    drawn = draw_text(sample(typeface), typeface, INK, SAMPLE_BOX)
    in_place = f'<svg x="{MARGIN_MM:g}" y="{middle - drawn.height_mm / 2:.3f}"'.encode()
    words = drawn.svg.replace(b"<svg", in_place, 1).replace(b'mm"', b'"')
    code = label(typeface.code, INK, LABEL_LEFT_MM, middle - 0.6, LABEL_MM)
    return words + f"{code}{label(typeface.style, QUIET, LABEL_LEFT_MM, middle + 4.2, LABEL_MM)}".encode()
