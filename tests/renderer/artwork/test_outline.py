"""The joined outline draws exactly what its overlapping letters drew, and no longer overlaps."""

import pathops  # type: ignore[import-untyped]
import pytest
from fontTools.pens.areaPen import AreaPen  # type: ignore[import-untyped]

from renderer.artwork.fonts import Font, font, fonts
from renderer.artwork.layouts import LAYOUTS
from renderer.artwork.lettering import Setting
from renderer.artwork.outline import outline, path_data, united
from renderer.artwork.shape_text import shape_line

NAME = "Fitzgerald"


def _raw(typeface: Font) -> pathops.Path:
    return LAYOUTS["straight"](Setting(NAME, typeface)).path


def _area(path: pathops.Path) -> float:
    pen = AreaPen(None)
    path.draw(pen)
    return abs(float(pen.value))


@pytest.mark.parametrize("code", [each.code for each in fonts()])
def test_joining_changes_no_point_of_the_picture(code: str) -> None:
    raw, joined = _raw(font(code)), united(_raw(font(code)))
    assert joined.bounds == pytest.approx(raw.bounds, abs=1.0)
    left_over = pathops.op(raw, joined, pathops.PathOp.XOR)
    assert _area(left_over) < 2e-4 * _area(joined)


def test_script_letters_become_one_shape() -> None:
    """Great Vibes joins its letters by overlapping them: each overlap counted twice before, once after."""
    raw = _raw(font("great-vibes"))
    assert _area(united(raw)) < 0.995 * _area(raw)
    assert len(list(united(raw).contours)) < len(list(raw.contours))


def test_separate_letters_stay_separate() -> None:
    letters = shape_line("ll", font("bebas-neue"))
    path = united(outline(letters, font("bebas-neue")))
    assert len(list(path.contours)) == 2


def test_path_data_is_short_and_exact_to_a_micrometre() -> None:
    path = pathops.Path()
    pen = path.getPen(glyphSet=None)
    pen.moveTo((0.1234567, -0.0001))
    pen.lineTo((10.0, 5.5))
    pen.closePath()
    assert path_data(path) == "M0.123 0L10 5.5Z"
