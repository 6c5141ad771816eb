"""Graphics drawn once: the same file on a zone of the same size is the same artwork."""

from functools import lru_cache

from renderer.artwork.draw_logo import draw_logo
from renderer.artwork.drawing import Artwork


@lru_cache(maxsize=64)
def draw_graphic(data: bytes, box_mm: tuple[float, float]) -> Artwork:
    """The SVG or picture in `data` as an artwork that fills `box_mm`; raises `ArtworkError`."""
    return draw_logo(data, box_mm)
