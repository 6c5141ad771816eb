"""What monograms share: one to three initials, each stretched into its column of a common shape."""

from collections.abc import Callable

import numpy as np
import pathops  # type: ignore[import-untyped]
import regex
from bidi import algorithm as bidi  # type: ignore[import-untyped]
from numpy.typing import NDArray

from renderer.artwork.layouts.bend import warped
from renderer.artwork.layouts.line import CAPITAL, set_line
from renderer.artwork.lettering import Setting
from renderer.artwork.outline import combined, grown
from renderer.errors import ArtworkError

Floats = NDArray[np.float64]

MOST = 3
COLUMNS = {
    1: ((-0.72, 0.72),),
    2: ((-0.95, -0.04), (0.04, 0.95)),
    3: ((-0.97, -0.37), (-0.31, 0.31), (0.37, 0.97)),
}
"""Left and right edge of each letter; the shape reaches from -1 to 1."""
TALL = 2.0
"""The middle of the shape is as many capitals high."""


def initials(setting: Setting) -> list[pathops.Path]:
    """The letters of a monogram as they stand from left to right, each with its ink's lower left corner at the origin.

    Raises `ArtworkError` MONOGRAM_LETTERS for more than three, TEXT_GLYPH_MISSING.
    """
    letters = _letters(setting.text)
    if not 1 <= len(letters) <= MOST:
        raise ArtworkError(
            f"A monogram has one to {MOST} letters; here are {len(letters)}. Give the initials alone.",
            code="MONOGRAM_LETTERS",
            suggestions=_first_letters(setting.text),
        )
    lines = [set_line(letter, setting.typeface, setting.lettering).path for letter in letters]
    if bidi.get_base_level(setting.text):
        lines.reverse()
    return [line.transform(1, 0, 0, 1, -line.bounds[0], -line.bounds[1]) for line in lines]


def _letters(text: str) -> list[str]:
    """Letters and digits as readers count them, with their marks; a conjunct is one."""
    return [each for each in regex.findall(r"\X", text) if regex.match(r"[\p{L}\p{N}]", each)]


def _first_letters(text: str) -> tuple[str, ...]:
    """The initials of the first words, where it has any."""
    initial = [letter for word in text.split() for letter in _letters(word)[:1]][:MOST]
    return ("".join(initial),) if initial else ()


def in_shape(letters: list[pathops.Path], half_height: Callable[[Floats], Floats]) -> pathops.Path:
    """Letters side by side, each filling its column of a shape that is `half_height` (n,) high at x in -1..1 (n,)."""
    whole = pathops.Path()
    for letter, (left, right) in zip(letters, COLUMNS[len(letters)], strict=True):
        whole.addPath(_filling(letter, left, right, half_height))
    return whole


def framed(shape: pathops.Path, inner: float, outer: float) -> pathops.Path:
    """The band between `shape` grown by `inner` and by `outer` parts of a capital."""
    return combined(grown(shape, outer * CAPITAL), grown(shape, inner * CAPITAL), pathops.PathOp.DIFFERENCE)


def _filling(letter: pathops.Path, left: float, right: float, half_height: Callable[[Floats], Floats]) -> pathops.Path:
    _, _, width, height = letter.bounds
    reach = TALL * CAPITAL / 2

    def place(points: Floats) -> Floats:
        across = left + points[:, 0] / width * (right - left)
        upward = (2 * points[:, 1] / height - 1) * half_height(across)
        return reach * np.stack([across, upward], axis=1)

    return warped(letter, place)
