"""Two lines, one above the other, in the middle."""

from dataclasses import replace

import pathops  # type: ignore[import-untyped]

from renderer.artwork.layouts.line import CAPITAL, Laid, Line, first_line, gathered, moved, second_line
from renderer.artwork.lettering import Setting

LEADING = 0.34
"""From the baseline down to the ink of the second line, where no descender is in its way; parts of a capital."""
CLEAR = 0.1
"""Between a descender, its outline and shadow, and the second line."""


def two_lines(setting: Setting) -> Laid:
    """The text over its second line; without one, the text broken at the blank nearest to its middle."""
    if not setting.lettering.second_line:
        setting = broken(setting)
    upper, lower = first_line(setting), second_line(setting)
    if lower is None or not lower.letters or not upper.letters:
        return Laid(upper.path)
    scale = min(setting.lettering.second_scale, upper.width / lower.width if setting.lettering.second_scale < 1 else 9)
    return Laid(
        gathered((upper.path, _beneath(upper, lower, scale, setting.lettering.spread))), CAPITAL * min(scale, 1.0)
    )


def broken(setting: Setting) -> Setting:
    """The setting with its text in two lines of one size."""
    text = setting.text
    blanks = [index for index, character in enumerate(text) if character.isspace()]
    if not blanks:
        return setting
    at = min(blanks, key=lambda index: abs(2 * index - len(text) + 1))
    lettering = replace(setting.lettering, second_line=text[at:].strip(), second_scale=1.0)
    return replace(setting, text=text[:at].strip(), lettering=lettering)


def _beneath(upper: Line, lower: Line, scale: float, spread: float) -> pathops.Path:
    _, bottom, _, _ = upper.path.bounds
    _, _, _, top = lower.path.bounds
    ceiling = min(-LEADING, bottom / CAPITAL - CLEAR - spread) * CAPITAL
    return moved(lower.path, (upper.width - lower.width * scale) / 2, ceiling - top * scale, scale)
