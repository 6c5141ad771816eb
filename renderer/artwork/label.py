"""Words on a drawing for people to read: outlines, so that they look the same everywhere."""

from renderer.artwork.fonts import Font, font, fonts
from renderer.artwork.layouts.line import CAPITAL, set_line
from renderer.artwork.lettering import PLAIN
from renderer.artwork.outline import path_data, united

INK, QUIET, PAPER = "#1b1c1f", "#75787d", "#ffffff"
UNKNOWN = "?"
"""For what no font has."""


def label(text: str, color: str, left: float, baseline: float, capital: float) -> str:
    """A line of text as a path; lengths in the drawing's own units, `capital` how tall a capital is.

    Names are whatever an operator writes: what Noto Sans lacks is set in a font that has all of it.
    """
    scale = capital / CAPITAL
    path = united(set_line(*_readable(text), PLAIN).path).transform(scale, 0, 0, -scale, left, baseline)
    return f'<path fill="{color}" d="{path_data(path)}"/>'


def _readable(text: str) -> tuple[str, Font]:
    plain = font("noto-sans")
    for each in (plain, *fonts()):
        if all(map(each.has, text)):
            return text, each
    return "".join(each if plain.has(each) else UNKNOWN for each in text), plain
