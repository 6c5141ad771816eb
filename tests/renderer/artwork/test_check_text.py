"""Hostile and unlucky texts end in their code, with a message that names the character and a way out that works."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.artwork import check_text
from renderer.artwork.check_text import clean_text, text_notices
from renderer.errors import ArtworkError

REFUSED = {
    "lone surrogate": ("Fitz\ud800gerald", "TEXT_ENCODING", "U+D800 at position 5"),
    "replacement character": ("Fitz\ufffdgerald", "TEXT_ENCODING", "U+FFFD"),
    "noncharacter": ("A\U0001ffff", "TEXT_ENCODING", "U+1FFFF"),
    "noncharacter of Arabic forms": ("A\ufdd0", "TEXT_ENCODING", "U+FDD0"),
    "right-to-left override": ("abc\u202edef", "TEXT_BIDI_CONTROL", "U+202E, position 4"),
    "isolate": ("\u2067abc\u2069", "TEXT_BIDI_CONTROL", "U+2067"),
    "zero width space": ("Fitz\u200bgerald", "TEXT_INVISIBLE", "zero width space"),
    "joiner among Latin letters": ("Fi\u200dtz", "TEXT_INVISIBLE", "zero width joiner"),
    "joiner behind a joiner": ("می\u200c\u200cخ", "TEXT_INVISIBLE", "position 4"),
    "joiner behind another script": ("علی Smi\u200cth", "TEXT_INVISIBLE", "zero width non-joiner"),
    "only what cannot be seen": ("\u3164", "TEXT_INVISIBLE", "hangul filler"),
    "null": ("Fi\0tz", "TEXT_INVISIBLE", "U+0000"),
    "line break": ("The\nFitzgeralds", "TEXT_INVISIBLE", "one line"),
    "soft hyphen": ("Fitz\u00adgerald", "TEXT_INVISIBLE", "soft hyphen"),
    "variation selector": ("A\ufe0f", "TEXT_INVISIBLE", "U+FE0F"),
    "Hangul filler": ("\u3164A", "TEXT_INVISIBLE", "U+3164"),
    "tag characters": ("A\U000e0041", "TEXT_INVISIBLE", "U+E0041"),
    "empty": ("", "TEXT_EMPTY", "at least one letter"),
    "blank": (" \u2003\u00a0 ", "TEXT_EMPTY", "at least one letter"),
    "zalgo": ("Z" + "\u0315" * 5, "TEXT_STACKED_MARKS", "'Z' (U+005A, position 1) carries 5 marks"),
    "long": ("a" * 201, "TEXT_TOO_LONG", "201 characters"),
    "huge": ("\u0301" * 5_000_000, "TEXT_TOO_LONG", "5,000,000"),
}


@pytest.mark.parametrize(("text", "code", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_refusal_names_what_is_wrong(text: str, code: str, said: str) -> None:
    with pytest.raises(ArtworkError) as caught:
        clean_text(text)
    assert caught.value.code == code
    assert said in caught.value.message


def test_a_text_that_is_far_too_long_is_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Millions of characters are refused by their number alone."""
    monkeypatch.setattr(check_text, "CHECKS_AS_GIVEN", (pytest.fail,))
    with pytest.raises(ArtworkError) as caught:
        clean_text("\u0301" * 5_000_000)
    assert caught.value.code == "TEXT_TOO_LONG"


@pytest.mark.parametrize(("text", "code", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_suggested_is_accepted(text: str, code: str, said: str) -> None:  # noqa: ARG001
    with pytest.raises(ArtworkError) as caught:
        clean_text(text)
    for suggestion in caught.value.suggestions:
        clean_text(suggestion)


@pytest.mark.parametrize("blank", ["\n", "\t", "\r\n", "\u2028"])
def test_words_on_two_lines_are_not_run_together(blank: str) -> None:
    with pytest.raises(ArtworkError) as caught:
        clean_text(f"The{blank}Fitzgeralds")
    assert caught.value.suggestions[0].split() == ["The", "Fitzgeralds"]


def test_text_is_composed_and_stripped() -> None:
    assert clean_text("  Zoe\u0308 ") == "Zoë"


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क्\u200dष", "O’Brien & Søn", "Nguyễn", "Дядя Ваня"])
def test_ordinary_names_of_the_world_pass(text: str) -> None:
    assert clean_text(text) == text


def test_look_alike_letters_are_pointed_out() -> None:
    (notice,) = text_notices("Раypal")
    assert notice.code == "TEXT_MIXED_SCRIPT"
    assert "Cyrillic and Latin" in notice.message
    assert not text_notices("Paypal 24 & Co.")
    assert not text_notices("東京タワー")


@given(st.text(max_size=40))
def test_any_text_is_cleaned_for_good_or_refused_with_a_code(text: str) -> None:
    try:
        cleaned = clean_text(text)
    except ArtworkError as error:
        assert error.code.startswith("TEXT_")
        error.message.encode()
    else:
        assert clean_text(cleaned) == cleaned
