"""Words on a drawing for people to read: outlines, so that they look the same everywhere."""

from renderer.artwork.fonts import font
from renderer.artwork.layouts.line import CAPITAL, set_line
from renderer.artwork.lettering import PLAIN
from renderer.artwork.outline import path_data, united

INK, QUIET, PAPER = "#1b1c1f", "#75787d", "#ffffff"


def label(text: str, color: str, left: float, baseline: float, capital: float) -> str:
    """A line of text as a path; lengths in the drawing's own units, `capital` how tall a capital is."""
    scale = capital / CAPITAL
    path = united(set_line(text, font("noto-sans"), PLAIN).path).transform(scale, 0, 0, -scale, left, baseline)
    return f'<path fill="{color}" d="{path_data(path)}"/>'
