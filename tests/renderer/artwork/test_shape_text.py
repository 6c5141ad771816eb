"""Glyphs stand where readers of each script expect them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.artwork.check_text import clean_text
from renderer.artwork.fonts import font
from renderer.artwork.shape_text import Glyph, shape_line
from renderer.errors import ArtworkError

ARABIC, SANS = font("noto-sans-arabic"), font("noto-sans")


def _indices(text: str, code: str) -> list[int]:
    return [glyph.index for glyph in shape_line(text, font(code))]


def _width(glyphs: tuple[Glyph, ...]) -> float:
    return sum(glyph.advance for glyph in glyphs)


def test_latin_runs_from_left_to_right_without_gaps() -> None:
    glyphs = shape_line("Fitz", SANS)
    assert [glyph.x for glyph in glyphs] == sorted(glyph.x for glyph in glyphs)
    assert glyphs[-1].x + glyphs[-1].advance == pytest.approx(_width(glyphs))


def test_letters_are_kerned() -> None:
    assert _width(shape_line("AV", SANS)) < _width(shape_line("A", SANS)) + _width(shape_line("V", SANS))


def test_arabic_letters_join() -> None:
    alone = {shape_line(letter, ARABIC)[0].index for letter in "فهد"}
    assert not alone & set(_indices("فهد", "noto-sans-arabic")[1:2])


def test_arabic_runs_from_right_to_left() -> None:
    """The first letter written is the rightmost glyph: one more letter at the end comes in at the left."""
    assert _indices("دار", "noto-sans-arabic")[::-1] == [
        *_indices("دا", "noto-sans-arabic")[::-1],
        *_indices("ر", "noto-sans-arabic"),
    ]


def test_numbers_keep_their_order_within_arabic() -> None:
    digits = _indices("12", "noto-sans-arabic")
    assert _indices("دار 12", "noto-sans-arabic")[:2] == digits


def test_latin_within_arabic_and_arabic_within_latin() -> None:
    word, latin = _indices("دار", "noto-sans-arabic"), _indices("AB", "noto-sans-arabic")
    space = _indices("A A", "noto-sans-arabic")[1]
    assert _indices("دار AB", "noto-sans-arabic") == [*latin, space, *word]
    assert _indices("AB دار", "noto-sans-arabic") == [*latin, space, *word]


def test_brackets_are_mirrored_in_right_to_left_text() -> None:
    opening, closing = _indices("()", "noto-sans-arabic")
    assert _indices("(د)", "noto-sans-arabic")[0] == opening
    assert _indices("(د)", "noto-sans-arabic")[-1] == closing


def test_devanagari_vowel_sign_moves_before_its_consonant() -> None:
    consonant = _indices("क", "noto-sans-devanagari")[0]
    assert _indices("कि", "noto-sans-devanagari")[-1] == consonant


def test_marks_stay_with_their_letter() -> None:
    assert _width(shape_line("e\u0301", SANS)) == _width(shape_line("é", SANS))


@pytest.mark.parametrize("text", ["王", "Mr 王", "☃ snow"])
def test_missing_glyph_is_named_with_its_place(text: str) -> None:
    missing = next(each for each in text if not each.isascii())
    with pytest.raises(ArtworkError) as caught:
        shape_line(text, font("great-vibes"))
    assert caught.value.code == "TEXT_GLYPH_MISSING"
    assert (
        f"'{missing}' (U+{ord(missing):04X}, position {text.index(missing) + 1}) is not in Great Vibes."
        in caught.value.message
    )


def test_fonts_that_have_the_glyph_are_suggested_and_do() -> None:
    with pytest.raises(ArtworkError, match="Fonts that have it: Noto Sans Arabic") as caught:
        shape_line("دار", font("great-vibes"))
    assert caught.value.suggestions
    for code in caught.value.suggestions:
        assert shape_line("دار", font(code))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("می\u200cخواهم", "noto-sans-arabic"),
        ("قائم\u200dمقام (12)", "amiri"),
        ("क्\u200dष", "noto-sans-devanagari"),
        ("दि\u200d", "noto-sans-devanagari"),
    ],
)
def test_joiners_are_obeyed(text: str, code: str) -> None:
    typeface = font(code)
    glyphs = shape_line(text, typeface)
    plain = shape_line(text.translate({0x200C: None, 0x200D: None}), typeface)
    assert sum(glyph.advance > 0 for glyph in glyphs) >= 1
    assert "\u200c" not in text or [glyph.index for glyph in glyphs] != [glyph.index for glyph in plain]


@pytest.mark.parametrize("text", ["\u0378", "A\ufdd0", "\U0001fae8", "\ue000", "A\u1680B"])
def test_what_no_table_knows_is_a_missing_glyph(text: str) -> None:
    with pytest.raises(ArtworkError) as caught:
        shape_line(text, SANS)
    assert caught.value.code == "TEXT_GLYPH_MISSING"
    for code in caught.value.suggestions:
        assert shape_line(text, font(code))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8))
def test_any_clean_text_is_shaped_or_refused_with_a_code(text: str) -> None:
    try:
        assert shape_line(clean_text(text), SANS)
    except ArtworkError as error:
        assert error.code.startswith("TEXT_")


def test_a_vowel_sign_alone_brings_no_circle_of_dots() -> None:
    sign = shape_line("ा", font("noto-sans-devanagari"))
    assert len(sign) == 1
