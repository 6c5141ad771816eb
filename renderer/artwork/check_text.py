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
BLANKS = " \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""Those that HarfBuzz makes of the space of any font; that of Ogham is a stroke."""
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NEUTRAL_SCRIPTS = frozenset({"Zyyy", "Zinh", "Zzzz"})
JOINING_SCRIPTS = frozenset(
    {"Arab", "Syrc", "Mong", "Nkoo", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh"}
)
IGNORED = regex.compile(r"[\p{Default_Ignorable_Code_Point}\u2800]")
CONTROLS = {"\t": "a tab", "\n": "a line break", "\r": "a line break"}
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
    seen = character.isprintable() and not unicodedata.combining(character) and not IGNORED.match(character)
    shown = f"'{character}' " if seen else ""
    name = CONTROLS.get(character) or unicodedata.name(character, "a character without a name").lower()
    return f"{shown or name + ' '}(U+{ord(character):04X}, position {index + 1})"


def _refuse_damaged(text: str) -> None:
    for index, character in enumerate(text):
        if 0xD800 <= ord(character) <= 0xDFFF or character == "\ufffd" or _is_noncharacter(character):
            place = f"U+{ord(character):04X} at position {index + 1}"
            raise ArtworkError(
                f"The text was damaged on its way here ({place} is no character). Type it again or send UTF-8.",
                code="TEXT_ENCODING",
                suggestions=tuple(filter(None, [_without(text, index)])),
            )


def _is_noncharacter(character: str) -> bool:
    """Code points that Unicode keeps out of all text."""
    return (ord(character) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF


def _refuse_bidi_controls(text: str) -> None:
    for index, character in enumerate(text):
        if character in BIDI_CONTROLS:
            raise ArtworkError(
                f"{describe(text, index)} changes the direction of the text unseen. "
                "Remove it; right-to-left letters are ordered without it.",
                code="TEXT_BIDI_CONTROL",
                suggestions=tuple(filter(None, ["".join(each for each in text if each not in BIDI_CONTROLS)])),
            )


def _refuse_invisible(text: str) -> None:
    for index, character in enumerate(text):
        if _is_invisible(text, index):
            breaks = character in "\n\r\v\f\x85\u2028\u2029"
            way_out = "Write it on one line." if breaks else "Remove it."
            raise ArtworkError(
                f"{describe(text, index)} cannot be seen or made. {way_out}",
                code="TEXT_INVISIBLE",
                suggestions=tuple(filter(None, ["".join(_visible(text)).strip()])),
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
    """Controls, format characters and blanks that pose as letters; joiners count behind a letter that joins."""
    character = text[index]
    if character in JOINERS:
        letter = next((each for each in reversed(text[:index]) if unicodedata.category(each)[0] != "M"), "")
        return not letter or scripts.script(letter) not in JOINING_SCRIPTS
    return bool(IGNORED.match(character)) or unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"}


def _visible(text: str) -> Iterator[str]:
    """The rest; tabs and line breaks are blanks."""
    for index, character in enumerate(text):
        if not _is_invisible(text, index):
            yield character
        elif character.isspace():
            yield " "


def _without(text: str, index: int) -> str:
    return "".join(each for each in text[:index] + text[index + 1 :] if not 0xD800 <= ord(each) <= 0xDFFF)
