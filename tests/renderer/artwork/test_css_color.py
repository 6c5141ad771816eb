"""However a colour is written, it is the one that a browser shows."""

import pytest

from renderer.artwork.css_color import css_color
from renderer.artwork.plain_colors import plain_color


@pytest.mark.parametrize(
    "red",
    [
        "rgb(255 0 0)",
        "rgb(100% 0% none / 100%)",
        "hsl(0deg 100% 50%)",
        "hsl(1turn 100 50)",
        "hwb(0 0% 0%)",
        "lab(54.2905% 80.8049 69.891)",
        "lch(54.2905 106.837 40.8526)",
        "oklab(62.7955% 0.224863 0.125846)",
        "oklch(0.627955 0.257683 29.2339)",
        "OKLCH(62.7955% 64.42075% 29.2339deg)",
        "color(srgb 1 0 0)",
        "color(srgb-linear 100% 0 0)",
        "color(display-p3 0.91748 0.20029 0.13856)",
        "color(xyz-d65 0.412391 0.212639 0.019331)",
        "color(xyz-d50 0.436066 0.222493 0.013924)",
        "color(display-p3 1 0 0)",
    ],
)
def test_red_is_red_in_every_way_of_writing(red: str) -> None:
    assert css_color(red) == plain_color(red) == plain_color("red")


def test_what_one_sees_through_keeps_its_alpha() -> None:
    ways = ("rgb(0 255 0 / .5)", "rgba(0,255,0,50%)", "hsl(120 100% 50% / 0.5)", "color(srgb 0 1 0 / 50%)")
    assert {css_color(way) for way in ways} == {"rgba(0,255,0,0.5)"}


@pytest.mark.parametrize(
    "other", ["red", "oklch(0.5)", "oklch(a b c)", "color(mine 1 0 0)", "color-mix(in srgb, red, blue)", ""]
)
def test_what_is_told_otherwise_is_left_to_others(other: str) -> None:
    assert css_color(other) is None


@pytest.mark.parametrize(
    "beyond",
    [
        "oklch(1e200 0 0)",
        "lab(1e200 0 0)",
        "oklab(1e110 0 0)",
        "lch(50 1e300 20)",
        "oklch(.5 .1 1e308turn)",
        "hwb(1e308turn 0 0)",
        "color(xyz 1e308 -1e308 1e308)",
        "rgb(1e999 0 0)",
    ],
)
def test_what_lies_beyond_all_numbers_is_no_colour(beyond: str) -> None:
    assert css_color(beyond) is None
