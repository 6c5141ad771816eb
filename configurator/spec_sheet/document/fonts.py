"""The typefaces that documents are set in: those of `materials/fonts.toml` with many scripts, from their packages."""

from functools import cache

import typst

from renderer.artwork.fonts import Font, font

CODES = ("noto-sans", "noto-sans-arabic", "noto-sans-devanagari", "noto-serif-jp")
INSTEAD = "\N{REPLACEMENT CHARACTER}"
PLAIN = "\n\t\u00a0\u200e\u200f\u2066\u2067\u2068\u2069\u202f"
"""Line ends, spaces and marks of direction, which need no glyph."""


@cache
def typefaces() -> typst.Fonts:
    """For typst; nothing of the system's, and nothing that it embeds itself."""
    folders = [str(each.path.parent) for each in _fonts()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def families() -> list[str]:
    """In the order in which a glyph is looked for."""
    return [each.name for each in _fonts()]


def settable(value: object) -> object:
    """A JSON value with every character that no typeface has replaced: an archive may not show what is missing."""
    if isinstance(value, str):
        return "".join(map(_settable, value))
    if isinstance(value, dict):
        return {key: settable(inner) for key, inner in value.items()}
    return [settable(inner) for inner in value] if isinstance(value, list | tuple) else value


@cache
def _fonts() -> tuple[Font, ...]:
    return tuple(font(code) for code in CODES)


@cache
def _settable(character: str) -> str:
    known = character in PLAIN or any(each.has(character) for each in _fonts())
    return character if known else INSTEAD
