"""Pyramids against what their pictures are by definition: a mean, a direction."""

import io
import struct
from zlib import crc32

import numpy as np
import pytest
from PIL import Image

from renderer.errors import ModelError
from renderer.gltf.document import Document
from renderer.png import encode_fresh, encode_png
from renderer.studio.shade.pyramids import COLOR, DATA, NORMAL, build_pyramid, decode_image, pyramid_of


def picture(rows: np.ndarray) -> np.ndarray:
    return np.dstack([rows, rows, rows, np.full_like(rows, 255)]).astype(np.uint8)


def test_colours_are_averaged_as_light_and_data_as_numbers() -> None:
    image = picture(np.tile(np.repeat([0, 255], 32), (64, 1)))
    assert build_pyramid(image, COLOR).whole()[-1, 0] == 188
    assert build_pyramid(image, DATA).whole()[-1, 0] in (127, 128)


def test_a_flat_normal_map_has_no_spread_and_a_folded_one_has() -> None:
    flat = np.full((8, 8, 4), (128, 128, 255, 7), np.uint8)
    assert (build_pyramid(flat, NORMAL).whole()[..., 3] <= 2).all()
    folded = flat.copy()
    # ± 45° about the second axis, in columns: the mean normal is cos 45° long.
    folded[:, ::2, 0], folded[:, 1::2, 0], folded[..., 2] = 218, 38, 218
    top = build_pyramid(folded, NORMAL).whole()[-1]
    assert (top[3] / 255) ** 2 == pytest.approx(1 - np.sqrt(0.5), abs=0.01)
    assert top[:3].tolist() == pytest.approx([128, 128, 255], abs=1)


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
    Image.fromarray(picture(np.tile([0, 255], (8, 4)))).save(buffer, "PNG")
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


def test_a_picture_is_halved_once_whoever_shows_it_and_another_in_its_place_anew() -> None:
    def png(grey: int) -> bytes:
        buffer = io.BytesIO()
        Image.new("L", (8, 8), grey).save(buffer, "PNG")
        return buffer.getvalue()

    one, other = Document(), Document()
    for document in (one, other):
        document.add_texture(document.add_image(png(10), "image/png"))
    first = pyramid_of(one, 0, DATA)
    assert pyramid_of(other, 0, DATA) is first
    one.views[one.json["images"][0]["bufferView"]] = png(20)
    assert pyramid_of(one, 0, DATA).mean[0] == pytest.approx(20 / 255)
