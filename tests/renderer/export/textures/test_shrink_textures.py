"""Textures come out as what phones take, whatever is in them."""

import io
import struct
from zlib import crc32

import numpy as np
import pytest
from PIL import Image

from renderer.errors import ModelError
from renderer.export.textures import shrink_textures
from renderer.gltf.document import Document
from tests.support.tiny_product import checkered_png, with_texture


def photo(width: int, height: int, mode: str = "RGB") -> bytes:
    """Noise, which PNG cannot shrink and JPEG can."""
    noise = np.random.default_rng(7).integers(0, 256, (height, width, len(mode)), dtype=np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(noise).save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def first_image(document: Document) -> Image.Image:
    shrunk = shrink_textures(document)
    picture = Image.open(io.BytesIO(shrunk.image_bytes(0)))
    assert shrunk.json["images"][0]["mimeType"] == f"image/{(picture.format or '').lower()}"
    return picture


def test_opaque_pictures_become_jpeg() -> None:
    assert first_image(with_texture("baseColorTexture", photo(64, 64))).format == "JPEG"
    assert first_image(with_texture("baseColorTexture", photo(64, 64, "RGBA"))).format == "JPEG"


def test_alpha_that_is_read_stays() -> None:
    picture = first_image(with_texture("baseColorTexture", photo(64, 64, "RGBA"), alphaMode="BLEND"))
    assert picture.format == "PNG"
    assert np.ptp(np.asarray(picture.convert("RGBA"))[..., 3]) > 128
    assert first_image(with_texture("baseColorTexture", photo(64, 64), alphaMode="BLEND")).format == "JPEG"


def test_flat_pictures_stay_png_where_that_is_smaller() -> None:
    document = with_texture("baseColorTexture", checkered_png(8))
    assert shrink_textures(document).image_bytes(0) == checkered_png(8)


def test_sides_become_powers_of_two() -> None:
    assert first_image(with_texture("emissiveTexture", photo(2100, 300))).size == (2048, 256)
    assert first_image(with_texture("emissiveTexture", photo(128, 400))).size == (128, 512)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_read() -> None:
    plain = checkered_png(8)
    header = b"IHDR" + struct.pack(">II", 16384, 16384) + plain[24:29]
    claimed = plain[:12] + header + struct.pack(">I", crc32(header)) + plain[33:]
    with pytest.raises(ModelError, match="make it 2048 × 2048") as refused:
        shrink_textures(with_texture("baseColorTexture", claimed))
    assert refused.value.code == "IMAGE_TOO_LARGE"


def test_a_picture_that_is_none_is_refused() -> None:
    with pytest.raises(ModelError, match="Image 0 cannot be decoded"):
        shrink_textures(with_texture("baseColorTexture", b"\x89PNG\r\n\x1a\nrest"))
    with pytest.raises(ModelError, match="Image 0 cannot be decoded"):
        shrink_textures(with_texture("baseColorTexture", photo(64, 64)[:500]))
