"""One straight line."""

import pathops  # type: ignore[import-untyped]

from renderer.artwork.fonts import Font
from renderer.artwork.outline import outline
from renderer.artwork.shape_text import shape_line


def straight(text: str, typeface: Font) -> pathops.Path:
    """`text` on one line, in font units, y up; raises `ArtworkError` TEXT_GLYPH_MISSING."""
    return outline(shape_line(text, typeface), typeface)
