from pathlib import Path

import numpy as np
import pytest

from renderer.artwork.draw_pixels import kept_pixels
from renderer.artwork.drawing import svg_document
from renderer.artwork.rasterize import rasterize
from renderer.errors import ArtworkError

HALF = svg_document(100, 50, b'<path d="M0 0H50V50H0Z" fill="#ff8000"/>')


def test_the_rectangle_is_filled_whatever_its_proportions() -> None:
    pixels = rasterize(HALF, 64, 256)
    assert pixels.shape == (256, 64, 4)
    assert (pixels[:, :31, 3] == 255).all()
    assert (pixels[:, 33:, 3] == 0).all()


def test_colour_is_bled_under_transparency() -> None:
    assert (rasterize(HALF, 64, 64)[..., :3] == (255, 128, 0)).all()


def test_the_same_drawing_gives_the_same_pixels() -> None:
    first = rasterize(HALF, 48, 24)
    rasterize.cache_clear()
    kept_pixels.cache_clear()
    assert (rasterize(HALF, 48, 24) == first).all()


def test_the_child_cannot_open_a_file(tmp_path: Path) -> None:
    picture = tmp_path / "picture.svg"
    picture.write_bytes(HALF)
    drawing = svg_document(10, 10, f'<image href="{picture}" width="10" height="10"/>'.encode())
    assert not rasterize(drawing, 16, 16).any()


@pytest.mark.parametrize("data", [b"", b"words", b"<svg"])
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(ArtworkError) as caught:
        rasterize(data, 8, 8)
    assert caught.value.code == "SVG_INVALID"


def test_sides_have_limits() -> None:
    for size in ((0, 5), (5, 9000)):
        with pytest.raises(ValueError, match="px"):
            rasterize(HALF, *size)


def test_pixels_are_read_only() -> None:
    with pytest.raises(ValueError, match="read-only"):
        rasterize(HALF, 8, 8)[0, 0] = np.uint8(1)
