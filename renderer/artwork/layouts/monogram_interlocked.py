"""Initials woven into one another: where two cross, one passes over and, at the next crossing, under."""

import pathops  # type: ignore[import-untyped]

from renderer.artwork.layouts.line import CAPITAL, Laid, gathered, moved
from renderer.artwork.layouts.monogram import initials
from renderer.artwork.lettering import Setting
from renderer.artwork.outline import combined, grown, united

LARGE = 1.5
"""The middle of three letters against the others."""
OVERLAP = 0.3
"""Part of the narrower letter's width that lies over its neighbour."""
DROP = 0.34
"""How much lower the second of two stands, as a part of a capital."""
GAP = 0.045


def monogram_interlocked(setting: Setting) -> Laid:
    """One to three initials, the middle one of three the largest; raises `ArtworkError` MONOGRAM_LETTERS."""
    letters = [united(letter) for letter in initials(setting)]
    placed = _in_three(*letters) if len(letters) == 3 else _in_steps(letters)
    for index in range(len(placed) - 1):
        placed[index], placed[index + 1] = woven(placed[index], placed[index + 1])
    return Laid(gathered(placed))


def woven(one: pathops.Path, other: pathops.Path) -> tuple[pathops.Path, pathops.Path]:
    """Both shapes with a gap cut into the one that passes under, by turns from the top crossing down."""
    crossings = list(combined(one, other, pathops.PathOp.INTERSECTION).contours)
    crossings.sort(key=lambda each: (-each.bounds[3], each.bounds[0]))
    for number, crossing in enumerate(crossings):
        if number % 2:
            one = _beneath(one, other, crossing)
        else:
            other = _beneath(other, one, crossing)
    return one, other


def _beneath(under: pathops.Path, over: pathops.Path, crossing: pathops.Path) -> pathops.Path:
    margin = GAP * CAPITAL
    near = combined(over, _box(crossing.bounds, 3 * margin), pathops.PathOp.INTERSECTION)
    band = combined(grown(near, margin), _box(crossing.bounds, 2 * margin), pathops.PathOp.INTERSECTION)
    return combined(under, band, pathops.PathOp.DIFFERENCE)


def _in_three(left: pathops.Path, middle: pathops.Path, right: pathops.Path) -> list[pathops.Path]:
    middle = moved(middle, 0, 0, LARGE)
    rise = (middle.bounds[3] - CAPITAL) / 2
    before = moved(left, -(1 - OVERLAP) * left.bounds[2], rise)
    return [before, middle, moved(right, middle.bounds[2] - OVERLAP * right.bounds[2], rise)]


def _in_steps(letters: list[pathops.Path]) -> list[pathops.Path]:
    placed, right = [], 0.0
    for number, letter in enumerate(letters):
        left = right - 2 * OVERLAP * letter.bounds[2] if number else 0.0
        placed.append(moved(letter, left, -DROP * CAPITAL * number))
        right = left + letter.bounds[2]
    return placed


def _box(bounds: tuple[float, float, float, float], margin: float) -> pathops.Path:
    left, bottom, right, top = bounds
    path = pathops.Path()
    path.moveTo(left - margin, bottom - margin)
    for x, y in ((right + margin, bottom - margin), (right + margin, top + margin), (left - margin, top + margin)):
        path.lineTo(x, y)
    path.close()
    return path
