"""From characters to placed glyphs: Unicode bidi (UAX #9), script runs (UAX #24), HarfBuzz shaping."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

import uharfbuzz as hb  # type: ignore[import-untyped]
from bidi import algorithm as bidi  # type: ignore[import-untyped]
from fontTools import unicodedata as scripts  # type: ignore[import-untyped]

from renderer.artwork.check_text import BLANKS, JOINERS, JOINING_SCRIPTS, NEUTRAL_SCRIPTS, describe
from renderer.artwork.fonts import Font, fonts, shaper
from renderer.errors import ArtworkError

UNASSIGNED = "A"
"""Stands in for characters that Python's tables lack: those run from left to right, as most do (UAX #44)."""


@dataclass(frozen=True)
class Glyph:
    """A glyph in its place on the line; font units, baseline at y = 0, y up."""

    index: int
    x: float
    y: float
    advance: float


@dataclass(frozen=True)
class _Run:
    """Characters `start:stop` of one direction and one script."""

    start: int
    stop: int
    level: int
    script: str


def shape_line(text: str, typeface: Font, tracking: float = 0.0, *, kerning: bool = True) -> tuple[Glyph, ...]:
    """The glyphs of a line of clean text from left to right; raises `ArtworkError` TEXT_GLYPH_MISSING.

    `tracking` is room after each letter in font units; scripts whose letters join get none.
    """
    placed: list[Glyph] = []
    pen = 0.0
    for run in _visual_order(_runs(text)):
        spread = 0.0 if run.script in JOINING_SCRIPTS else tracking
        for glyph in _shape_run(text, run, typeface, {"kern": kerning, "liga": kerning and not spread}):
            placed.append(Glyph(glyph.index, glyph.x + pen, glyph.y, glyph.advance))
            pen += glyph.advance + (spread if glyph.advance > 0 else 0.0)
    return tuple(placed)


def _shape_run(text: str, run: _Run, typeface: Font, features: dict[str, bool]) -> Iterator[Glyph]:
    buffer = hb.Buffer()
    buffer.add_str(text, run.start, run.stop - run.start)
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    buffer.script = run.script
    buffer.language = "und"
    buffer.flags = hb.BufferFlags.DO_NOT_INSERT_DOTTED_CIRCLE
    hb.shape(shaper(typeface), buffer, features)
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if info.codepoint == 0:
            raise _glyph_missing(text, info.cluster, typeface)
        yield Glyph(info.codepoint, position.x_offset, position.y_offset, position.x_advance)


def _runs(text: str) -> Iterator[_Run]:
    keys = list(zip(_levels(text), _scripts(text), strict=True))
    for (level, script), members in groupby(range(len(text)), key=lambda index: keys[index]):
        indices = list(members)
        yield _Run(indices[0], indices[-1] + 1, level, script)


def _levels(text: str) -> list[int]:
    """Embedding level of each character: rule X9 leaves joiners out, which have that of the character before them."""
    known = "".join(each if unicodedata.bidirectional(each) else UNASSIGNED for each in text)
    levels = iter(_resolved_levels(known))
    found, current = [], 0
    for character in known:
        current = current if unicodedata.bidirectional(character) in bidi.X9_REMOVED else next(levels)
        found.append(current)
    return found


def _resolved_levels(text: str) -> list[int]:
    """Levels of all characters that rule X9 keeps (python-bidi works on a storage that it changes in place)."""
    storage = bidi.get_empty_storage()
    storage["base_level"] = bidi.get_base_level(text)
    storage["base_dir"] = ("L", "R")[storage["base_level"]]
    bidi.get_embedding_levels(text, storage)
    bidi.explicit_embed_and_overrides(storage)
    bidi.resolve_weak_types(storage)
    bidi.resolve_neutral_types(storage, False)
    bidi.resolve_implicit_levels(storage, False)
    return [int(character["level"]) for character in storage["chars"]]


def _scripts(text: str) -> list[str]:
    """Script of each character; neutral ones take the script before them, or else the first that comes."""
    found = [scripts.script(character) for character in text]
    current = next((script for script in found if script not in NEUTRAL_SCRIPTS), "Latn")
    resolved = []
    for script in found:
        current = current if script in NEUTRAL_SCRIPTS else script
        resolved.append(current)
    return resolved


def _visual_order(runs: Iterator[_Run]) -> list[_Run]:
    """Rule L2: reverse every stretch of runs at or above each level, highest first."""
    order = list(runs)
    for level in range(max((run.level for run in order), default=0), 0, -1):
        turned: list[_Run] = []
        for is_inside, members in groupby(order, key=partial(_is_at, level)):
            stretch = list(members)
            turned += stretch[::-1] if is_inside else stretch
        order = turned
    return order


def _is_at(level: int, run: _Run) -> bool:
    return run.level >= level


def require_glyphs(text: str, typeface: Font) -> None:
    """Raise `ArtworkError` TEXT_GLYPH_MISSING for the first character of clean `text` that `typeface` lacks."""
    at = next((index for index, character in enumerate(text) if _lacks(typeface, character)), None)
    if at is not None:
        raise _glyph_missing(text, at, typeface)


def _glyph_missing(text: str, index: int, typeface: Font) -> ArtworkError:
    index = next((at for at in range(index, len(text)) if _lacks(typeface, text[at])), index)
    able = tuple(each.code for each in fonts() if not any(_lacks(each, character) for character in text))
    having = tuple(each.name for each in fonts() if each.has(text[index]))
    way_out = f"Fonts that have it: {', '.join(having)}." if having else "No font here has it; leave it out."
    return ArtworkError(
        f"{describe(text, index)} is not in {typeface.name}. {way_out}", code="TEXT_GLYPH_MISSING", suggestions=able
    )


def _lacks(typeface: Font, character: str) -> bool:
    return character not in JOINERS and character not in BLANKS and not typeface.has(character)
