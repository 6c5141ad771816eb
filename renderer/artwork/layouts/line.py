"""One line of text as outlines, every font at one size: a capital is `CAPITAL` units high."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pathops  # type: ignore[import-untyped]

from renderer.artwork.check_text import joins
from renderer.artwork.fonts import Font, cap_height, shaper
from renderer.artwork.lettering import Lettering, Setting
from renderer.artwork.outline import outline
from renderer.artwork.shape_text import Glyph, shape_line

CAPITAL = 1000.0


@dataclass(frozen=True, eq=False)
class Line:
    """Letters from left to right on the baseline y = 0, y up, ink from x = 0 to `width`."""

    letters: tuple[pathops.Path, ...]
    width: float
    joined: bool
    """Its letters run into one another, so that it bends but is not taken apart."""

    @property
    def path(self) -> pathops.Path:
        """All letters as one path."""
        return gathered(self.letters)


@dataclass(frozen=True, eq=False)
class Laid:
    """A text in its layout, y up; `least_capital` is the height of the lowest line's capitals in the same units."""

    path: pathops.Path
    least_capital: float = CAPITAL


def first_line(setting: Setting) -> Line:
    """The setting's first line; raises `ArtworkError` TEXT_GLYPH_MISSING."""
    return set_line(setting.text, setting.typeface, setting.lettering)


def second_line(setting: Setting) -> Line | None:
    """The setting's second line, as large as the first; None where it has none."""
    text, typeface = setting.second
    return set_line(text, typeface, setting.lettering) if text else None


def set_line(text: str, typeface: Font, lettering: Lettering) -> Line:
    """`text` in `typeface`; raises `ArtworkError` TEXT_GLYPH_MISSING."""
    upem = float(shaper(typeface).face.upem)
    scale = CAPITAL / (cap_height(typeface) * upem)
    glyphs = shape_line(text, typeface, lettering.tracking * CAPITAL / scale, kerning=lettering.kerning)
    letters = [outline(each, typeface) for each in _letters(glyphs)]
    inked = [letter for letter in letters if any(True for _ in letter)]
    if not inked:
        return Line((), 0.0, joined=False)
    left = min(letter.bounds[0] for letter in inked)
    right = max(letter.bounds[2] for letter in inked)
    placed = tuple(letter.transform(scale, 0, 0, scale, -left * scale, 0) for letter in inked)
    return Line(placed, (right - left) * scale, joined=joins(text) or "script" in typeface.style)


def gathered(paths: Iterable[pathops.Path]) -> pathops.Path:
    """One path of several."""
    whole = pathops.Path()
    for path in paths:
        whole.addPath(path)
    return whole


def moved(path: pathops.Path, right: float, up: float, scale: float = 1.0) -> pathops.Path:
    """`path` scaled about the origin, then moved."""
    return path.transform(scale, 0, 0, scale, right, up)


def _letters(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs by letter: marks have no advance and go with the letter before them."""
    letters: list[list[Glyph]] = []
    for glyph in glyphs:
        if glyph.advance > 0 or not letters:
            letters.append([])
        letters[-1].append(glyph)
    return letters
