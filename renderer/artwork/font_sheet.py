"""Every font at a glance: one drawing in millimetres, a row each."""

from collections.abc import Sequence

from renderer.artwork.draw_text import draw_text
from renderer.artwork.drawing import svg_document
from renderer.artwork.fonts import Font, font

SAMPLES = {"Arab": "عائلة الفهد", "Deva": "क्षत्रिय परिवार", "Jpan": "山田ゴルフ倶楽部"}
"""What a script looks like at its best; other fonts set a family's name."""
SAMPLE = "The Fitzgeralds"
ROW_MM, WIDTH_MM, MARGIN_MM = 22.0, 180.0, 8.0
SAMPLE_BOX, LABEL_BOX = (112.0, 14.0), (52.0, 4.2)
INK, QUIET, PAPER = "#1b1c1f", "#75787d", "#ffffff"


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
    label = font("noto-sans")
    return b"".join(
        [
            _placed(typeface, sample(typeface), INK, SAMPLE_BOX, MARGIN_MM, middle),
            _placed(label, typeface.code, INK, LABEL_BOX, MARGIN_MM + 122, middle - 2.6),
            _placed(label, typeface.style, QUIET, LABEL_BOX, MARGIN_MM + 122, middle + 2.6),
        ]
    )


def _placed(typeface: Font, text: str, color: str, box: tuple[float, float], left: float, middle: float) -> bytes:
    drawn = draw_text(text, typeface, color, box)
    return f'<g transform="translate({left:g} {middle - drawn.height_mm / 2:.3f})">'.encode() + drawn.svg + b"</g>"
