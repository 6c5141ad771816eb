"""The cover that an artwork is judged by is the alpha of its picture, whoever scans it."""

import numpy as np
import pytest

from renderer.artwork.cover import cover
from renderer.artwork.drawing import svg_document
from renderer.artwork.lettering import PLAIN
from renderer.artwork.rasterize import rasterize
from renderer.errors import ArtworkError
from tests.renderer.artwork.test_draw_outlines import ARCHED, RICH, words

CIRCLE = svg_document(40, 20, b'<circle cx="20" cy="10" r="8" fill="#102030" opacity=".5"/>')


@pytest.mark.parametrize(
    "svg",
    [
        words("Fitzgerald", "pacifico", PLAIN).svg,
        words("WILDCATS", "alfa-slab-one", RICH).svg,
        words("Harrison", "cinzel", ARCHED).svg,
        CIRCLE,
    ],
)
def test_cover_is_the_alpha_of_the_picture(svg: bytes) -> None:
    alpha = rasterize(svg, 500, 240)[..., 3]
    found = cover(svg, 500, 240)
    assert found.dtype == np.uint8
    assert np.abs(found.astype(int) - alpha).max() <= 2
    assert found.any()


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(ArtworkError):
        cover(b"<svg", 8, 8)
    with pytest.raises(ValueError, match="px"):
        cover(CIRCLE, 0, 8)
