"""Layouts bend, stack and weave letters without losing any of their shape."""

from typing import Any

import numpy as np
import pathops  # type: ignore[import-untyped]
import pytest
from fontTools.pens.areaPen import AreaPen  # type: ignore[import-untyped]

from renderer.artwork.draw_text import draw_text
from renderer.artwork.fonts import font
from renderer.artwork.layouts import LAYOUTS
from renderer.artwork.layouts.bend import on_arc, warped
from renderer.artwork.layouts.line import CAPITAL, first_line
from renderer.artwork.layouts.monogram import initials
from renderer.artwork.layouts.monogram_interlocked import woven
from renderer.artwork.lettering import Lettering, Outline, Setting, Shadow
from renderer.artwork.outline import grown, united
from renderer.artwork.rasterize import rasterize
from renderer.errors import ArtworkError

SLAB, SCRIPT, ARABIC = font("alfa-slab-one"), font("great-vibes"), font("noto-sans-arabic")
BOX = (300.0, 160.0)


def _area(path: pathops.Path) -> float:
    pen = AreaPen(None)
    united(path).draw(pen)
    return abs(float(pen.value))


def test_a_capital_is_one_size_in_every_font() -> None:
    for typeface in (SLAB, SCRIPT, font("cinzel")):
        assert first_line(Setting("H", typeface)).path.bounds[3] == pytest.approx(CAPITAL, rel=0.06)


def test_warping_by_nothing_changes_nothing() -> None:
    path = first_line(Setting("Rag & Bone", SLAB)).path
    same = warped(path, lambda points: points)
    assert same.bounds == pytest.approx(path.bounds, abs=0.01)
    assert _area(same) == pytest.approx(_area(path), rel=1e-3)


@pytest.mark.parametrize("below", [False, True])
def test_letters_on_a_circle_keep_their_shape_and_stand_on_it(below: bool) -> None:
    line = first_line(Setting("HHHHHHHH", SLAB, Lettering(tracking=0.4)))
    ring = on_arc(line, 3000.0, below=below)
    assert _area(ring) == pytest.approx(_area(line.path), rel=1e-3)
    points = np.array([point for _, values in ring for point in values])
    radius = np.hypot(*points.T)
    assert 1950 < radius.min() < radius.max() < 4150
    assert (np.sign(points[:, 1].mean()) < 0) == below


def test_a_joined_line_stays_joined_on_an_arc() -> None:
    arch = on_arc(first_line(Setting("عائلة", ARABIC)), 4000.0)
    straight = first_line(Setting("عائلة", ARABIC)).path
    assert len(list(united(arch).contours)) == len(list(united(straight).contours))


def test_an_arch_rises_in_its_middle() -> None:
    arched = draw_text("WESTVIEW", SLAB, "#000000", BOX, 0, Lettering("arched"))
    steeper = draw_text("WESTVIEW", SLAB, "#000000", BOX, 0, Lettering("arched", sweep_deg=120))
    straight = draw_text("WESTVIEW", SLAB, "#000000", BOX)
    heights = [each.height_mm / each.width_mm for each in (straight, arched, steeper)]
    assert heights == sorted(heights)


def test_two_lines_are_as_large_as_one_would_be_and_larger() -> None:
    one = draw_text("The Fitzgerald Family", SLAB, "#000000", BOX)
    two = draw_text("The Fitzgerald Family", SLAB, "#000000", BOX, 0, Lettering("two_lines"))
    assert two.height_mm > 2 * one.height_mm


def test_a_second_line_asks_for_two_lines_and_does_not_touch_the_first() -> None:
    setting = Setting("Fitzgerald", SCRIPT, Lettering("two_lines", second_line="No. 7", second_font=SLAB))
    whole = LAYOUTS["two_lines"](setting)
    assert whole.least_capital < CAPITAL
    assert _area(whole.path) == pytest.approx(
        _area(first_line(setting).path)
        + whole.least_capital**2 / CAPITAL**2 * _area(first_line(Setting("No. 7", SLAB)).path),
        rel=1e-3,
    )
    plain = draw_text("Fitzgerald", SCRIPT, "#000000", BOX, 0, Lettering(second_line="No. 7", second_font=SLAB))
    stacked = draw_text("Fitzgerald", SCRIPT, "#000000", BOX, 0, setting.lettering)
    assert plain.svg == stacked.svg


@pytest.mark.parametrize(
    "effect", [{"outline": Outline("#111111", 0.08)}, {"shadow": Shadow("#111111", 0.1, 0.12)}, {}]
)
def test_no_outline_and_no_shadow_joins_two_lines(effect: dict[str, Any]) -> None:
    """The tail of a y right over a figure: between the two there is a row without ink."""
    lettering = Lettering("two_lines", second_line="24", second_scale=1.35, **effect)
    svg = draw_text("gypsy", SLAB, "#ffffff", BOX, 0, lettering).svg
    inked = rasterize(svg, 300, 400)[..., 3].any(axis=1).astype(int)
    assert np.count_nonzero(np.diff(inked, prepend=0) == 1) == 2


def test_the_lower_line_decides_what_is_too_small() -> None:
    lettering = Lettering("two_lines", second_line="No. 7", second_scale=0.2)
    with pytest.raises(ArtworkError) as caught:
        draw_text("Fitzgerald", SLAB, "#000000", BOX, 12.0, lettering)
    assert caught.value.code == "TEXT_TOO_SMALL"


def test_tracking_widens_latin_and_leaves_arabic_alone() -> None:
    wide = Lettering(tracking=0.2)
    assert first_line(Setting("FORE", SLAB, wide)).width > first_line(Setting("FORE", SLAB)).width + 500
    assert first_line(Setting("عائلة", ARABIC, wide)).width == first_line(Setting("عائلة", ARABIC)).width
    said = draw_text("عائلة", ARABIC, "#000000", BOX, 0, wide).notices
    assert [notice.code for notice in said] == ["TEXT_TRACKING_JOINED"]


def test_kerning_can_be_left_out() -> None:
    typeface = font("playfair-display")
    assert (
        first_line(Setting("AVAVA", typeface)).width
        < first_line(Setting("AVAVA", typeface, Lettering(kerning=False))).width
    )


def test_outline_and_shadow_lie_under_the_letters_in_their_colours() -> None:
    lettering = Lettering(outline=Outline("#d4a017", 0.1), shadow=Shadow("#111111"))
    artwork = draw_text("Speedy", SLAB, "#F4F0E0", BOX, 0, lettering)
    assert artwork.colors == ("#f4f0e0", "#d4a017", "#111111")
    places = [artwork.svg.index(color.encode()) for color in artwork.colors]
    assert places == sorted(places, reverse=True)


def test_growing_moves_every_edge_by_the_same_width() -> None:
    square = pathops.Path()
    square.moveTo(0, 0)
    for corner in ((100, 0), (100, 100), (0, 100)):
        square.lineTo(*corner)
    square.close()
    assert grown(square, 10).bounds == pytest.approx((-10, -10, 110, 110))


@pytest.mark.parametrize("layout", ["monogram_circle", "monogram_diamond", "monogram_interlocked"])
def test_monograms_take_one_to_three_initials(layout: str) -> None:
    for text in ("A", "A.B.", "ÀBÇ"):
        assert draw_text(text, SLAB, "#000000", BOX, 0, Lettering(layout)).height_mm > 100
    with pytest.raises(ArtworkError, match="one to 3 letters") as caught:
        draw_text("Ann Fay Bell", SLAB, "#000000", BOX, 0, Lettering(layout))
    assert caught.value.code == "MONOGRAM_LETTERS"
    assert caught.value.suggestions == ("AFB",)


def test_a_conjunct_is_one_initial_and_suggested_ones_are_letters() -> None:
    setting = Setting("क्षि", font("noto-sans-devanagari"))
    assert len(initials(setting)) == 1
    with pytest.raises(ArtworkError) as caught:
        initials(Setting("“Ann” O’Fay (Bell) – 4", SLAB))
    assert caught.value.suggestions == ("AOB",)


def test_arabic_initials_stand_from_right_to_left() -> None:
    alone = [initials(Setting(letter, ARABIC))[0].bounds for letter in "فهد"]
    assert [each.bounds for each in initials(Setting("فهد", ARABIC))] == alone[::-1]


def test_a_monogram_drops_no_second_line() -> None:
    with pytest.raises(ArtworkError, match="circular") as caught:
        draw_text("ABC", SLAB, "#000000", BOX, 0, Lettering("monogram_circle", second_line="1974"))
    assert caught.value.code == "MONOGRAM_SECOND_LINE"


def test_woven_letters_no_longer_overlap() -> None:
    one, other = (united(first_line(Setting(letter, SLAB)).path) for letter in "AB")
    left, right = woven(one, other.transform(1, 0, 0, 1, 300, 0))
    assert _area(pathops.op(left, right, pathops.PathOp.INTERSECTION)) < 1.0


def test_an_unknown_layout_names_the_others() -> None:
    with pytest.raises(ArtworkError, match="monogram_circle") as caught:
        draw_text("A", SLAB, "#000000", BOX, 0, Lettering("spiral"))
    assert caught.value.code == "LAYOUT_UNKNOWN"
