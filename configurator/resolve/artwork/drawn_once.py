"""Artworks drawn once: what is chosen for another zone of the same size, or checked again, is there at once."""

from functools import lru_cache

from renderer.artwork.draw_logo import Wishes, draw_logo
from renderer.artwork.draw_text import draw_text
from renderer.artwork.drawing import Artwork
from renderer.artwork.fonts import Font
from renderer.artwork.lettering import Lettering
from renderer.remembered import remembered

MOST_BYTES = 64_000_000
"""Of graphics that are kept; a customer's photograph alone may have twenty million."""


@remembered(MOST_BYTES, size=lambda artwork: len(artwork.svg))
def draw_graphic(data: bytes, box_mm: tuple[float, float], wishes: Wishes) -> Artwork:
    """The SVG or picture in `data` as an artwork that fits `box_mm`; raises `ArtworkError`."""
    return draw_logo(data, box_mm, wishes)


@lru_cache(maxsize=512)
def draw_lettering(
    text: str, font: Font, color: str, box_mm: tuple[float, float], min_height_mm: float, lettering: Lettering
) -> Artwork:
    """`text` as an artwork that fits `box_mm`, capitals no lower than `min_height_mm`; raises `ArtworkError`."""
    return draw_text(text, font, color, box_mm, min_height_mm, lettering)
