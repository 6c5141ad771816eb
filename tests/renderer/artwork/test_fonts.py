"""The fonts of the catalog are there, set what they promise, and say so when they are not."""

from dataclasses import replace

import pytest
from fontTools import unicodedata as scripts  # type: ignore[import-untyped]

from renderer.artwork.draw_text import draw_text
from renderer.artwork.fonts import Font, cap_height, font, fonts
from renderer.errors import ArtworkError, EngineUnavailable

SAMPLES = {
    "Latn": "The Fitzgeralds & Søn 24",
    "Cyrl": "Фёдор",
    "Grek": "Ἀθηνᾶ",
    "Arab": "عائلة الفهد",
    "Deva": "क्षत्रिय",
    "Jpan": "山田ゴルフ",
}


def test_codes_are_unique_and_styles_differ() -> None:
    assert len({each.code for each in fonts()}) == len(fonts()) >= 16
    assert len({each.style for each in fonts()}) == len(fonts())


@pytest.mark.parametrize("typeface", fonts(), ids=lambda each: each.code)
def test_a_font_sets_every_script_that_it_promises(typeface: Font) -> None:
    for script in typeface.scripts:
        assert scripts.script(SAMPLES[script][0]) in {script, "Hani"}
        assert draw_text(SAMPLES[script], typeface, "#000000", (300.0, 80.0)).width_mm > 50


def test_capitals_have_a_height() -> None:
    assert all(0.5 < cap_height(each) < 0.9 for each in fonts())


def test_unknown_font_lists_the_others() -> None:
    with pytest.raises(ArtworkError, match="great-vibes") as caught:
        font("comic-sans")
    assert caught.value.code == "FONT_UNKNOWN"


def test_missing_package_says_how_to_get_it() -> None:
    with pytest.raises(EngineUnavailable, match="pip install fontpkg-absent"):
        _ = replace(font("noto-sans"), package="fontpkg_absent").path


def test_variations_change_the_weight() -> None:
    bold = font("noto-sans")
    thin = replace(bold, variations=(("wght", 100.0),))
    assert draw_text("lll", thin, "#000000", (99.0, 99.0)).svg != draw_text("lll", bold, "#000000", (99.0, 99.0)).svg
