"""Pictures in models, in every mode, and what is none."""

import io
import struct
from zlib import crc32

import numpy as np
import pytest
from PIL import Image

from renderer.errors import ModelError
from renderer.png import encode_fresh, encode_png
from renderer.studio.shade.decode_image import decode_image


def test_what_is_no_picture_is_an_error_with_a_code() -> None:
    with pytest.raises(ModelError) as caught:
        decode_image(b"no picture")
    assert caught.value.code == "IMAGE_INVALID"


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "I;16"])
def test_a_picture_that_is_too_wide_is_halved_in_every_mode(mode: str) -> None:
    buffer, wide = io.BytesIO(), Image.new("RGB", (16384, 2), (255, 255, 255))
    if mode == "I;16":
        wide = Image.fromarray(np.full((2, 16384), 65535, np.uint16))
    (wide if wide.mode == mode else wide.convert(mode)).save(buffer, "PNG")
    pixels = decode_image(buffer.getvalue())
    assert pixels.shape == (1, 8192, 4)
    assert pixels.min() == 255


def test_a_picture_is_made_as_small_as_is_asked_for_by_means() -> None:
    buffer = io.BytesIO()
    Image.fromarray(np.tile([0, 255], (8, 4)).astype(np.uint8)).save(buffer, "PNG")
    assert (decode_image(buffer.getvalue(), 4) == [128, 128, 128, 255]).all()


@pytest.mark.parametrize("channels", [3, 4])
def test_what_is_fresh_is_as_if_it_had_been_decoded(channels: int) -> None:
    pixels = np.random.default_rng(5).integers(0, 256, (12, 20, channels), np.uint8)
    decoded = decode_image(encode_png(pixels))
    assert (decode_image(encode_fresh(pixels)) == decoded).all()
    assert decode_image(encode_fresh(pixels), 10).shape == decode_image(encode_png(pixels), 10).shape == (6, 10, 4)


def test_a_picture_of_too_many_pixels_is_refused_with_the_way_out() -> None:
    buffer = io.BytesIO()
    Image.new("L", (4, 4)).save(buffer, "PNG")
    plain = buffer.getvalue()
    header = b"IHDR" + struct.pack(">II", 16384, 16384) + plain[24:29]
    with pytest.raises(ModelError, match="make it 8192 × 8192") as caught:
        decode_image(plain[:12] + header + struct.pack(">I", crc32(header)) + plain[33:])
    assert caught.value.code == "IMAGE_TOO_LARGE"
