"""Stitches cover what was drawn, stay in their limits, and are the same every time."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from renderer.artwork.draw_logo import draw_logo
from renderer.artwork.draw_text import draw_text
from renderer.artwork.drawing import Artwork, svg_document
from renderer.artwork.fonts import font
from renderer.finishes.thread.cloth import PER_MM, drawn_cloth
from renderer.finishes.thread.fill import wide
from renderer.finishes.thread.plan import StitchPlan, plan_stitches
from renderer.finishes.thread.relief import relief
from renderer.finishes.thread.sequence import KINDS

DECALS = Path(__file__).resolve().parents[4] / "materials" / "decals"
BAR = svg_document(40, 20, b'<path d="M5 7.5H35V12.5H5Z" fill="#f2b41b"/>')
BLOCK = svg_document(40, 40, b'<path d="M5 5H35V35H5Z" fill="#5b2a86"/>')
ARC = svg_document(50, 50, b'<path d="M10 25A15 15 0 1 1 40 25" fill="none" stroke="#5b2a86" stroke-width="5"/>')
TWO = svg_document(40, 40, b'<path d="M5 5H35V35H5Z" fill="#5b2a86"/><path d="M10 18H30V22H10Z" fill="#f2b41b"/>')


def _crest() -> Artwork:
    return draw_logo((DECALS / "crest-eagle.svg").read_bytes(), (100.0, 100.0))


def _lengths(plan: StitchPlan) -> NDArray[np.float64]:
    return np.concatenate([np.linalg.norm(np.diff(block.holes, axis=0), axis=1) for block in plan.blocks])


def _kinds(plan: StitchPlan) -> set[str]:
    return {KINDS[kind] for block in plan.blocks for kind in block.kinds}


@pytest.fixture(scope="module")
def name() -> tuple[Artwork, StitchPlan]:
    artwork = draw_text("Fitzgerald", font("pacifico"), "#f2b41b", (90.0, 60.0))
    return artwork, plan_stitches(artwork.svg, artwork.width_mm, artwork.height_mm)


def test_no_stitch_is_longer_or_shorter_than_a_machine_sews(name: tuple[Artwork, StitchPlan]) -> None:
    crest = _crest()
    for plan in (name[1], plan_stitches(crest.svg, crest.width_mm, crest.height_mm)):
        assert _lengths(plan).min() >= 0.399
        assert _lengths(plan).max() <= 12.1
        assert all(np.allclose(block.holes * 10, np.round(block.holes * 10)) for block in plan.blocks)


def test_a_hairline_takes_no_thread_and_stops_nothing() -> None:
    hair = svg_document(40, 40, b'<path d="M5 5H35V35H5Z" fill="#5b2a86"/><path d="M2 38H38V38.12H2Z" fill="#f2b41b"/>')
    plan = plan_stitches(hair, 40.0, 40.0)
    assert {plan.threads[block.thread] for block in plan.blocks} == {"#5b2a86"}


def test_a_stroke_that_gives_way_to_others_altogether_is_none() -> None:
    """Between two forks that nearly touch, nothing is left of it: so in this crest at this size."""
    crest = draw_logo((DECALS / "crest-fairway.svg").read_bytes(), (60.0, 60.0))
    assert _lengths(plan_stitches(crest.svg, crest.width_mm, crest.height_mm)).min() >= 0.399


def test_a_crest_of_100_mm_takes_no_more_than_a_stitch_a_square_millimetre() -> None:
    crest = _crest()
    plan = plan_stitches(crest.svg, crest.width_mm, crest.height_mm)
    area = crest.width_mm * crest.height_mm
    assert area / 4 < plan.stitches < area
    assert plan.trims < plan.stitches / 250


def test_thread_covers_the_letters_and_hardly_anything_else(name: tuple[Artwork, StitchPlan]) -> None:
    artwork, plan = name
    width, height = round(artwork.width_mm * PER_MM), round(artwork.height_mm * PER_MM)
    sewn = relief(plan, width, height).thread >= 0
    drawn = np.zeros_like(sewn)
    for shape in drawn_cloth(artwork.svg, artwork.width_mm, artwork.height_mm).shapes:
        rows, columns = np.nonzero(shape.mask)
        x, y = (columns + 0.5) + shape.origin[0] * PER_MM, (rows + 0.5) + shape.origin[1] * PER_MM
        drawn[np.clip(y.astype(int), 0, height - 1), np.clip(x.astype(int), 0, width - 1)] = True
    assert (sewn & drawn).sum() > 0.95 * drawn.sum()
    assert (sewn & ~drawn).sum() < 0.22 * drawn.sum()


def test_a_bar_is_sewn_across_with_underlay_along_it() -> None:
    plan = plan_stitches(BAR, 40, 20)
    (block,) = plan.blocks
    way = np.diff(block.holes, axis=0)
    satin = block.kinds[1:] == KINDS.index("satin")
    assert (np.abs(way[satin][4:-4, 1]) > 4.5).all()
    first = block.kinds[1:] == KINDS.index("underlay")
    assert np.flatnonzero(first).max() < np.flatnonzero(satin).min() + 1
    assert plan.trims == 1


def test_satin_goes_beyond_the_edge_by_what_the_cloth_gives() -> None:
    (block,) = plan_stitches(BAR, 40, 20).blocks
    satin = block.holes[block.kinds == KINDS.index("satin")][4:-4]
    assert satin[:, 1].min() == pytest.approx(7.5 - 0.17, abs=0.1)
    assert satin[:, 1].max() == pytest.approx(12.5 + 0.17, abs=0.1)


def test_threads_lie_no_wider_apart_on_the_outside_of_a_bend_and_end_early_inside() -> None:
    plan = plan_stitches(ARC, 50, 50)
    holes = np.concatenate([block.holes[block.kinds == KINDS.index("satin")] for block in plan.blocks])
    radius = np.hypot(holes[:, 0] - 25, holes[:, 1] - 25)
    outer = holes[radius > 16.8]
    apart = np.linalg.norm(np.diff(outer, axis=0), axis=1)
    assert np.median(apart) == pytest.approx(0.4, abs=0.08)
    assert apart.max() < 0.75
    assert ((radius > 13.0) & (radius < 15.0)).sum() >= 0 <= (radius < 13.0).sum()


def test_wide_shapes_are_filled_in_rows_and_narrow_ones_are_not() -> None:
    assert wide(drawn_cloth(BLOCK, 40, 40).shapes[0])
    assert not wide(drawn_cloth(BAR, 40, 20).shapes[0])
    assert _kinds(plan_stitches(BLOCK, 40, 40)) >= {"fill", "underlay", "tie"}
    assert "fill" not in _kinds(plan_stitches(BAR, 40, 20))


def test_columns_wider_than_a_thread_may_span_are_tacked_down() -> None:
    broad = svg_document(60, 20, b'<path d="M5 6H55V13.6H5Z" fill="#f2b41b"/>')
    assert _lengths(plan_stitches(broad, 60, 20)).max() < 7.1


def test_a_colour_reaches_under_the_one_sewn_over_it() -> None:
    plan = plan_stitches(TWO, 40, 40)
    assert plan.threads == ("#5b2a86", "#f2b41b")
    assert [block.thread for block in plan.blocks] == sorted(block.thread for block in plan.blocks)
    (under, *_) = drawn_cloth(TWO, 40, 40).shapes
    row, column = round((18.4 - under.origin[1]) / under.pixel), round((20 - under.origin[0]) / under.pixel)
    assert under.depth[row, column] > 0


def test_every_cut_is_tied_off(name: tuple[Artwork, StitchPlan]) -> None:
    tie = KINDS.index("tie")
    for block in name[1].blocks:
        assert set(block.kinds[:2]) == set(block.kinds[-2:]) == {tie}


def test_a_word_is_sewn_with_few_cuts(name: tuple[Artwork, StitchPlan]) -> None:
    assert name[1].trims <= 12


def test_the_same_artwork_gives_the_same_stitches(name: tuple[Artwork, StitchPlan]) -> None:
    artwork, plan = name
    plan_stitches.cache_clear()
    again = plan_stitches(artwork.svg, artwork.width_mm, artwork.height_mm)
    assert all((a.holes == b.holes).all() for a, b in zip(plan.blocks, again.blocks, strict=True))


def test_specks_and_nothing_at_all_are_no_work() -> None:
    speck = svg_document(20, 20, b'<circle cx="10" cy="10" r="0.2" fill="#000"/>')
    assert plan_stitches(speck, 20, 20).blocks == ()
    assert (relief(plan_stitches(speck, 20, 20), 64, 64).thread < 0).all()


def test_a_dot_is_sewn() -> None:
    dot = svg_document(20, 20, b'<circle cx="10" cy="10" r="1.5" fill="#000"/>')
    assert 10 < plan_stitches(dot, 20, 20).stitches < 80
