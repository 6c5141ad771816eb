"""Say what cannot be set before anything is drawn; every refusal names the character, its place and a way out."""

import unicodedata
from collections.abc import Callable, Iterator

import regex
from fontTools import unicodedata as scripts  # type: ignore[import-untyped]

from renderer.artwork.drawing import Notice
from renderer.errors import ArtworkError

MAX_GRAPHEMES = 200
"""No zone is longer; it bounds the work for any input. A zone's own, smaller limit is the configurator's."""
MAX_STACKED_MARKS = 4
JOINERS = "\u200c\u200d"
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NEUTRAL_SCRIPTS = frozenset({"Zyyy", "Zinh", "Zzzz"})
JOINING_SCRIPTS = frozenset(
    {"Arab", "Syrc", "Mong", "Nkoo", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh"}
)
TOGETHER = (frozenset({"Hani", "Hira", "Kana"}), frozenset({"Hani", "Hang"}), frozenset({"Hani", "Bopo"}))
"""Scripts that one language writes side by side."""


def clean_text(text: str) -> str:
    """`text` in NFC without outer blanks; raises `ArtworkError` TEXT_ENCODING, TEXT_EMPTY, TEXT_TOO_LONG,
    TEXT_BIDI_CONTROL, TEXT_INVISIBLE or TEXT_STACKED_MARKS."""
    if len(text) > MAX_GRAPHEMES * 16:
        raise _too_long(len(text))
    for check in CHECKS_AS_GIVEN:
        check(text)
    composed = unicodedata.normalize("NFC", text).strip()
    for check in CHECKS_COMPOSED:
        check(composed)
    return composed


def text_notices(text: str) -> tuple[Notice, ...]:
    """What a person should look at twice: letters of several scripts that may only look alike."""
    found = sorted({scripts.script(character) for character in text} - NEUTRAL_SCRIPTS)
    if len(found) < 2 or any(set(found) <= group for group in TOGETHER):
        return ()
    names = " and ".join(scripts.script_name(code).replace("_", " ") for code in found)
    message = f"{text!r} mixes {names} letters; check that no look-alike letter slipped in."
    return (Notice("TEXT_MIXED_SCRIPT", message),)


def joins(text: str) -> bool:
    """Whether letters of `text` join, as those of Arabic and Devanagari do: no room can be put between them."""
    return any(scripts.script(character) in JOINING_SCRIPTS for character in text)


def describe(text: str, index: int) -> str:
    """`'王' (U+738B, position 5)`: printable whatever the character is."""
    character = text[index]
    shown = f"'{character}' " if character.isprintable() and not unicodedata.combining(character) else ""
    name = unicodedata.name(character, "a character without a name").lower()
    return f"{shown or name + ' '}(U+{ord(character):04X}, position {index + 1})"


def _refuse_damaged(text: str) -> None:
    for index, character in enumerate(text):
        if 0xD800 <= ord(character) <= 0xDFFF or character == "\ufffd" or (ord(character) & 0xFFFE) == 0xFFFE:
            place = f"U+{ord(character):04X} at position {index + 1}"
            raise ArtworkError(
                f"The text was damaged on its way here ({place} is no character). Type it again or send UTF-8.",
                code="TEXT_ENCODING",
                suggestions=(_without(text, index),),
            )


def _refuse_bidi_controls(text: str) -> None:
    for index, character in enumerate(text):
        if character in BIDI_CONTROLS:
            raise ArtworkError(
                f"{describe(text, index)} changes the direction of the text unseen. "
                "Remove it; right-to-left letters are ordered without it.",
                code="TEXT_BIDI_CONTROL",
                suggestions=("".join(each for each in text if each not in BIDI_CONTROLS),),
            )


def _refuse_invisible(text: str) -> None:
    for index, character in enumerate(text):
        if _is_invisible(text, index):
            breaks = character in "\n\r\v\f\x85\u2028\u2029"
            way_out = "Write it on one line." if breaks else "Remove it."
            raise ArtworkError(
                f"{describe(text, index)} cannot be seen or made. {way_out}",
                code="TEXT_INVISIBLE",
                suggestions=("".join(_visible(text)),),
            )


def _refuse_empty(text: str) -> None:
    if not text:
        raise ArtworkError("There is no text to draw. Type at least one letter.", code="TEXT_EMPTY")


def _refuse_too_long(text: str) -> None:
    if (length := len(regex.findall(r"\X", text))) > MAX_GRAPHEMES:
        raise _too_long(length)


def _refuse_stacked_marks(text: str) -> None:
    for cluster in regex.finditer(r"\p{M}+", text):
        if len(cluster.group()) > MAX_STACKED_MARKS:
            base = describe(text, max(cluster.start() - 1, 0))
            raise ArtworkError(
                f"{base} carries {len(cluster.group())} marks; {MAX_STACKED_MARKS} can be set. Remove some.",
                code="TEXT_STACKED_MARKS",
                suggestions=(regex.sub(r"(\p{M}{4})\p{M}+", r"\1", text),),
            )


CHECKS_AS_GIVEN: tuple[Callable[[str], None], ...] = (_refuse_damaged, _refuse_bidi_controls)
CHECKS_COMPOSED: tuple[Callable[[str], None], ...] = (
    _refuse_empty,
    _refuse_invisible,
    _refuse_too_long,
    _refuse_stacked_marks,
)


def _too_long(length: int) -> ArtworkError:
    return ArtworkError(
        f"The text has {length:,} characters; {MAX_GRAPHEMES} can be drawn at most. Shorten it.", code="TEXT_TOO_LONG"
    )


def _is_invisible(text: str, index: int) -> bool:
    """Controls, format characters and blanks that pose as letters; joiners count inside scripts that join."""
    character = text[index]
    if character in JOINERS:
        return not any(scripts.script(each) in JOINING_SCRIPTS for each in text[:index])
    is_filler = bool(regex.match(r"[\p{Default_Ignorable_Code_Point}\u2800]", character))
    return is_filler or unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"}


def _visible(text: str) -> Iterator[str]:
    return (each for index, each in enumerate(text) if not _is_invisible(text, index))


def _without(text: str, index: int) -> str:
    return "".join(each for each in text[:index] + text[index + 1 :] if not 0xD800 <= ord(each) <= 0xDFFF)
