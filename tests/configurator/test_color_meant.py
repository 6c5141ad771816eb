"""A colour's word leads to the colours that look like it, and to its own hex."""

import pytest
from PIL import ImageColor

from configurator.color_meant import closest_colors, named_color, repair_color
from renderer.closest import closest
from renderer.color import distances, hex_to_lab

INKS = {
    "Thread Purple": "#5a3a86",
    "Aubergine": "#4d2e62",
    "School Gold": "#f2b41b",
    "Old gold": "#c19a3d",
    "Chrome": "#d2d4d6",
    "Saddle": "#93603a",
    "Signal Red": "#d01f1c",
    "Harbor Navy": "#1f2d46",
    "Bone": "#e4dfd2",
}


@pytest.mark.parametrize("word", ["purple", "red", "gold", "Gold", "dark-blue", "light grey", "crimson"])
def test_what_looks_like_the_word_comes_first_and_what_is_called_so_before_that(word: str) -> None:
    found, meant = closest_colors(word, INKS, len(INKS)), named_color(word)
    assert meant is not None
    called = [name for name in found if word.casefold() in name.casefold()]
    assert found[: len(called)] == tuple(called)
    away = dict(zip(INKS, distances(meant, map(hex_to_lab, INKS.values())), strict=True))
    for part in (called, [name for name in found if name not in called]):
        assert part == sorted(part, key=lambda name: away[name])


@pytest.mark.parametrize("word", ["Aubergin", "Sadle", "rot"])
def test_what_is_no_word_of_css_is_told_by_its_letters(word: str) -> None:
    assert named_color(word) is None
    assert closest_colors(word, INKS) == closest(word, INKS)


def test_a_hex_is_made_whole_before_anything_else() -> None:
    assert repair_color("fb0", ()) == ("#ffbb00",) == repair_color(" FFBB00", ())
    assert repair_color("Dark Blue", ()) == ("#00008b",)


def test_a_word_means_the_same_after_somebody_drew_with_it() -> None:
    before = named_color("navy"), repair_color("navy", ())
    ImageColor.getrgb.cache_clear()
    ImageColor.getrgb("navy")
    assert (named_color("navy"), repair_color("navy", ())) == before == ("#000080", ("#000080",))
