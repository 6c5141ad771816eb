"""One straight line."""

from renderer.artwork.layouts.line import Laid, first_line
from renderer.artwork.lettering import Setting


def straight(setting: Setting) -> Laid:
    """The text on one line; raises `ArtworkError` TEXT_GLYPH_MISSING."""
    return Laid(first_line(setting).path)
