"""Colours as people order them."""

from pathlib import Path

import pytest

from renderer.artwork.find_color import lab_to_hex, read_color, read_palettes
from renderer.color import hex_to_linear, linear_to_lab

PALETTES = Path(__file__).resolve().parents[3] / "materials" / "palettes"


@pytest.mark.parametrize("color", ["#f2b41b", "#000000", "#ffffff", "#5b2a86", "#123456"])
def test_lab_leads_back_to_the_colour(color: str) -> None:
    lightness, a, b = linear_to_lab(hex_to_linear(color))
    assert lab_to_hex((lightness, a, b)) == color


def test_three_ways_to_write_one_colour() -> None:
    lab = linear_to_lab(hex_to_linear("#f2b41b"))
    written = read_color("lab({:.3f} {:.3f} {:.3f})".format(*lab))
    assert written is not None
    assert written.color == read_color("#F2B41B").color == "#f2b41b"  # type: ignore[union-attr]
    assert read_color("gold") is None


def test_what_no_screen_shows_is_said() -> None:
    vivid = read_color("lab(60, 110, -100)")
    assert vivid is not None
    assert vivid.off > 5


def test_our_palettes_can_be_read_and_lab_counts_over_hex(tmp_path: Path) -> None:
    assert read_palettes(PALETTES)["Gold leaf 23 ct"].color == "#ffe29b"
    (tmp_path / "own.csv").write_text("name,hex,lab\nWildcat,#000000,40 20 -50\n", encoding="utf-8")
    assert read_palettes(tmp_path)["Wildcat"].lab == (40.0, 20.0, -50.0)


def test_a_bad_row_is_named(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("name,hex,lab\nWildcat,purple,\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"own\.csv, line 2"):
        read_palettes(tmp_path)


@pytest.mark.parametrize("value", ["lab(100.5 0 0)", "lab(-1 0 0)", "lab(50 2000 0)", "lab(50 0 -161)"])
def test_lab_of_no_surface_is_no_colour(value: str) -> None:
    assert read_color(value) is None
