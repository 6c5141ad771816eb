"""A photograph of tens of megapixels becomes the artwork that a smaller one of it becomes."""

import base64
import io
import re

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from renderer.artwork.draw_logo import Wishes, draw_logo
from renderer.artwork.drawing import MM_PER_INCH, Artwork
from renderer.artwork.enough_pixels import enough, needed
from renderer.artwork.rasterize import rasterize
from renderer.production.separations import MOST_PX
from tests.renderer.artwork.logos import encoded

BOX = (50.0, 50.0)


def badge(scale: int, margin: int = 20) -> Image.Image:
    """A badge on a white sheet, `scale` pixels for one of its drawing."""
    image = Image.new("RGB", ((200 + 2 * margin) * scale, (150 + 2 * margin) * scale), "#ffffff")
    draw = ImageDraw.Draw(image)
    left, right, bottom = margin * scale, (margin + 200) * scale - 1, (margin + 150) * scale - 1
    draw.rectangle((left, left, right, bottom), fill="#16243f")
    draw.ellipse((left + 40 * scale, left + 30 * scale, left + 120 * scale, left + 110 * scale), fill="#f2b41b")
    return image


def embedded(artwork: Artwork) -> tuple[int, int]:
    """Pixels of the picture inside."""
    found = re.search(rb"base64,([^\"]+)", artwork.svg)
    assert found
    with Image.open(io.BytesIO(base64.b64decode(found[1]))) as image:
        return image.size


def shown(artwork: Artwork) -> NDArray[np.int16]:
    return rasterize(artwork.svg, 400, 300).astype(np.int16)


@pytest.mark.parametrize(
    "wishes", [Wishes(), Wishes(max_colors=2), pytest.param(Wishes(remove_background=True), marks=pytest.mark.slow)]
)
def test_more_pixels_than_are_needed_change_nothing_that_is_seen(wishes: Wishes) -> None:
    small, large = (draw_logo(encoded(badge(scale)), BOX, wishes) for scale in (4, 16))
    assert max(embedded(large)) < max(badge(16).size) / 3
    assert (large.width_mm, large.height_mm) == pytest.approx((small.width_mm, small.height_mm), abs=0.15)
    assert large.colors == small.colors
    assert np.abs(shown(large) - shown(small)).mean() < 1.5
    assert large.raster
    assert small.raster
    assert large.raster.dpi == pytest.approx(4 * small.raster.dpi, rel=0.01)


def test_ink_on_a_large_sheet_keeps_the_pixels_that_it_needs() -> None:
    drawn = draw_logo(encoded(badge(8, margin=150)), BOX, Wishes(remove_background=True))
    assert embedded(drawn)[0] == pytest.approx(needed((48.0, 36.0)), rel=0.05)


def test_the_largest_artwork_keeps_what_is_traced_of_it_and_no_warning_is_due() -> None:
    across = enough(np.zeros((600, 6000, 4), np.uint8), 6000, (451.0, 45.1)).shape[1]
    assert across >= MOST_PX
    assert across / 451.0 * MM_PER_INCH > 150, "the limit of IMAGE_LOW_DPI"


def test_hardly_too_many_pixels_stay_as_they_are() -> None:
    pixels = np.zeros((90, 1200, 4), np.uint8)
    assert enough(pixels, 1200, (50.0, 4.0)) is pixels
    assert enough(pixels, 1200, (20.0, 1.5)).shape == (30, 400, 4)
