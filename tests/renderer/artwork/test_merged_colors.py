"""What is made in another's ink is said, each colour once, with how far it is off."""

import numpy as np
import pytest

from renderer.artwork.count_colors import count_colors, flat_colors
from renderer.artwork.draw_logo import Wishes, draw_logo
from renderer.artwork.merged_colors import merged_colors, told
from renderer.color import delta_e_2000, hex_to_lab
from tests.renderer.artwork.logos import encoded, striped

WHITE, CREAM, PURPLE = "#ffffff", "#f0ead8", "#5b2a86"


def test_areas_that_are_merged_are_those_that_are_no_inks() -> None:
    pixels = np.asarray(striped(WHITE, CREAM, PURPLE).convert("RGBA"))
    inks = count_colors(pixels)
    (found,) = merged_colors(pixels, inks)
    assert {found.color} == set(flat_colors(pixels)) - set(inks) == {CREAM}
    assert found.ink == WHITE
    assert found.delta_e == pytest.approx(float(delta_e_2000(hex_to_lab(CREAM), hex_to_lab(WHITE))))
    assert merged_colors(pixels, flat_colors(pixels)) == ()


def test_shades_that_run_into_each_other_are_no_areas() -> None:
    ramp = np.linspace(0, 255, 600).astype(np.uint8)
    pixels = np.dstack([np.tile(ramp, (40, 1))] * 3 + [np.full((40, 600), 255, np.uint8)])
    assert merged_colors(pixels, count_colors(pixels)) == ()


@pytest.mark.parametrize("most", [1, 2])
def test_whoever_wishes_for_fewer_hears_which_go(most: int) -> None:
    picture = striped("#ffffff", "#000000", "#c81e28")
    artwork = draw_logo(encoded(picture), (400, 200), Wishes(max_colors=most))
    (said,) = [each.message for each in artwork.notices if each.code == "COLORS_MERGED"]
    gone = {"#ffffff", "#000000", "#c81e28"} - set(artwork.colors)
    assert len(artwork.colors) == most
    assert all(f"{color} becomes" in said for color in gone)
    assert not any(f"{color} becomes" in said for color in artwork.colors)


def test_a_long_list_has_an_end() -> None:
    shades = [f"#{level:02x}0000" for level in range(40, 240, 20)]
    pixels = np.asarray(striped(*shades).convert("RGBA"))
    merged = merged_colors(pixels, ["#000000"])
    assert told(merged).endswith(f"and {len(merged) - 4} more")
