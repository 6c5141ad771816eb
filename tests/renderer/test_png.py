import io

import numpy as np
import pytest
from PIL import Image

from renderer.png import encode_fresh, encode_png, fresh_pixels


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_another_reader_sees_the_same_pixels(channels: int) -> None:
    pixels = np.random.default_rng(7).integers(0, 256, (33, 47, channels), np.uint8)
    with Image.open(io.BytesIO(encode_png(pixels))) as image:
        image.load()
        assert (np.asarray(image).reshape(pixels.shape) == pixels).all()
        assert "srgb" in image.info


def test_opaque_pictures_carry_no_alpha() -> None:
    pixels = np.full((16, 16, 4), 255, np.uint8)
    with Image.open(io.BytesIO(encode_png(pixels))) as image:
        assert image.mode == "RGB"


def test_same_pixels_same_bytes() -> None:
    pixels = np.arange(16 * 16 * 4, dtype=np.uint8).reshape(16, 16, 4)
    assert encode_png(pixels) == encode_png(pixels.copy())


def test_what_is_fresh_need_not_be_decoded() -> None:
    pixels = np.random.default_rng(9).integers(0, 256, (20, 30, 3), np.uint8)
    data = encode_fresh(pixels)
    with Image.open(io.BytesIO(data)) as image:
        assert (np.asarray(image) == pixels).all()
    found = fresh_pixels(bytes(bytearray(data)))
    assert found is not None
    assert (found == pixels).all()
    assert fresh_pixels(encode_png(pixels[:5])) is None
