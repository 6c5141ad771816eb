"""Words on a drawing, as outlines: nobody needs a font to read it."""

import pathops  # type: ignore[import-untyped]

from renderer.artwork.fonts import font
from renderer.artwork.layouts.line import CAPITAL, set_line
from renderer.artwork.lettering import PLAIN
from renderer.artwork.outline import united

FONT = "noto-sans"


def written(text: str, capital_mm: float) -> tuple[pathops.Path, float]:
    """`text` from (0, 0), baseline along x, y up, in mm, and its width; what the font lacks is left out."""
    typeface = font(FONT)
    line = set_line("".join(each for each in text if each == " " or typeface.has(each)) or "–", typeface, PLAIN)
    scale = capital_mm / CAPITAL
    return united(line.path).transform(scale, 0, 0, scale, 0, 0), line.width * scale
