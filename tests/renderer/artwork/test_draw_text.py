"""Words in a box: inside it, undistorted, their ink in the middle, the same bytes every time."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer.artwork.draw_text import draw_text
from renderer.artwork.drawing import Artwork, pad_mm
from renderer.artwork.fonts import font
from renderer.artwork.rasterize import rasterize
from renderer.errors import ArtworkError

BOX = (300.0, 80.0)
SCRIPT, SLAB = font("great-vibes"), font("alfa-slab-one")
names = st.text("The Fitzgeralds&ÉøÑ 0123456789.-'", min_size=1, max_size=24).filter(str.strip)


def _ink(artwork: Artwork, per_mm: int = 4) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the ink in millimetres, measured on the picture."""
    size = round(artwork.width_mm * per_mm), round(artwork.height_mm * per_mm)
    seen = rasterize(artwork.svg, *size)[..., 3] > 127
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    return columns[0] / per_mm, rows[0] / per_mm, (columns[-1] + 1) / per_mm, (rows[-1] + 1) / per_mm


@pytest.mark.parametrize("text", ["The Fitzgeralds", "Al", "Pyjamas"])
def test_ink_is_in_the_middle_with_a_margin_all_around(text: str) -> None:
    artwork = draw_text(text, SCRIPT, "#ffffff", BOX)
    left, top, right, bottom = _ink(artwork)
    margins = [left, top, artwork.width_mm - right, artwork.height_mm - bottom]
    assert margins == pytest.approx([pad_mm(BOX)] * 4, abs=0.3)


@given(names, st.floats(20, 2000), st.floats(10, 800))
@settings(max_examples=40)
def test_artwork_fits_its_box_and_reaches_one_of_its_sides(text: str, width: float, height: float) -> None:
    try:
        artwork = draw_text(text, SLAB, "#123456", (width, height))
    except ArtworkError as error:
        assert error.code.startswith("TEXT_")
        return
    assert artwork.width_mm <= width + 0.002
    assert artwork.height_mm <= height + 0.002


def test_long_text_fills_the_width_and_a_capital_the_height() -> None:
    assert draw_text("The Fitzgeralds of Westview", SLAB, "#000000", BOX).width_mm == pytest.approx(BOX[0])
    assert draw_text("I", SLAB, "#000000", BOX).height_mm == pytest.approx(BOX[1])


def test_twice_the_box_is_twice_the_drawing_never_stretched() -> None:
    small, large = (draw_text("Fitzgerald", SCRIPT, "#000000", (150.0 * k, 400.0 * k)) for k in (1, 2))
    assert (large.width_mm, large.height_mm) == pytest.approx((2 * small.width_mm, 2 * small.height_mm), abs=0.01)
    tall = draw_text("Fitzgerald", SCRIPT, "#000000", (150.0, 4000.0))
    inner = [(each.width_mm - 2 * pad, each.height_mm - 2 * pad) for each, pad in ((small, 1.6), (tall, 15.0))]
    assert inner[0][0] / inner[0][1] == pytest.approx(inner[1][0] / inner[1][1], rel=1e-3)


def test_small_letters_do_not_shout() -> None:
    small = draw_text("ace", SLAB, "#000000", BOX).height_mm
    assert small < 0.85 * draw_text("ACE", SLAB, "#000000", BOX).height_mm


def test_too_small_says_at_what_height_it_would_fit() -> None:
    with pytest.raises(ArtworkError, match=r"Fits at \d\.\d mm; 12 mm") as caught:
        draw_text("The Fitzgeralds of Westview Hills", SLAB, "#000000", (100.0, 40.0), 12.0)
    assert caught.value.code == "TEXT_TOO_SMALL"
    measured = float(re.findall(r"Fits at ([\d.]+)", caught.value.message)[0])
    assert draw_text("The Fitzgeralds of Westview Hills", SLAB, "#000000", (100.0, 40.0), measured - 0.1)


def test_color_is_the_ink_and_nothing_else() -> None:
    artwork = draw_text("Fitz", SLAB, "#F2B41B", BOX)
    pixels = rasterize(artwork.svg, 512, 256)
    assert artwork.colors == ("#f2b41b",)
    assert {tuple(each) for each in pixels[pixels[..., 3] == 255][:, :3].tolist()} == {(0xF2, 0xB4, 0x1B)}


@pytest.mark.parametrize("color", ["red", "#fff", "#12345g", "", "#123456\n", "url(#a)"])
def test_color_that_is_none_is_refused(color: str) -> None:
    with pytest.raises(ArtworkError) as caught:
        draw_text("Fitz", SLAB, color, BOX)
    assert caught.value.code == "COLOR_INVALID"


def test_text_without_ink_is_refused() -> None:
    with pytest.raises(ArtworkError) as caught:
        draw_text("\u1680", font("noto-sans"), "#000000", BOX)
    assert caught.value.code in {"TEXT_EMPTY", "TEXT_GLYPH_MISSING"}


def test_the_svg_states_its_size_in_millimetres_and_holds_paths_only() -> None:
    artwork = draw_text('<b>&"x"</b>', font("noto-sans"), "#000000", BOX)
    head = f'width="{artwork.width_mm:g}mm" height="{artwork.height_mm:g}mm" viewBox="0 0 {artwork.width_mm:g} '
    assert head in artwork.svg.decode()
    assert re.findall(rb"<(\w+)", artwork.svg) == [b"svg", b"path"]


def test_same_text_same_bytes_in_another_process() -> None:
    code = (
        "import sys; from renderer.artwork.draw_text import draw_text; from renderer.artwork.fonts import font; "
        "sys.stdout.buffer.write(draw_text('عائلة الفهد', font('noto-sans-arabic'), '#123456', (300, 80)).svg)"
    )
    root = Path(__file__).resolve().parents[3]
    other = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=True).stdout
    assert other == draw_text("عائلة الفهد", font("noto-sans-arabic"), "#123456", (300, 80)).svg
