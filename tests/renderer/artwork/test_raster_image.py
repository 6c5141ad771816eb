import numpy as np
import pytest
from PIL import Image, ImageCms

from renderer.artwork.raster_image import read_raster
from renderer.errors import ArtworkError
from tests.renderer.artwork.logos import disc, encoded


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (Image.new("L", (40, 40), 128), (128, 128, 128, 255)),
        (Image.new("LA", (40, 40), (128, 64)), (128, 128, 128, 64)),
        (Image.new("1", (40, 40), 1), (255, 255, 255, 255)),
        (Image.fromarray(np.full((40, 40), 128 * 257, np.uint16)), (128, 128, 128, 255)),
        (Image.new("RGB", (40, 40), (1, 2, 3)).quantize(4), (1, 2, 3, 255)),
        (Image.new("RGBA", (40, 40), (1, 2, 3, 4)), (1, 2, 3, 4)),
    ],
)
def test_every_kind_of_png_becomes_rgba(image: Image.Image, expected: tuple[int, ...]) -> None:
    pixels, notices = read_raster(encoded(image))
    assert pixels.shape == (40, 40, 4)
    assert tuple(pixels[20, 20]) == expected
    assert notices == ()


def test_a_profile_is_followed() -> None:
    """A grey of L* 50 stays that grey whatever numbers its file says it with."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pixels, _ = read_raster(encoded(Image.new("RGB", (40, 40), (119, 119, 119)), icc_profile=lab))
    assert pixels[0, 0, :3] == pytest.approx([119] * 3, abs=1)


def test_a_damaged_profile_is_no_reason_to_refuse() -> None:
    pixels, _ = read_raster(encoded(Image.new("RGBA", (40, 40), (9, 8, 7, 200)), icc_profile=b"nonsense"))
    assert tuple(pixels[0, 0]) == (9, 8, 7, 200)


def test_cmyk_without_a_profile_is_said() -> None:
    _, notices = read_raster(encoded(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG"))
    assert [each.code for each in notices] == ["IMAGE_NO_PROFILE"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (encoded(Image.new("1", (9000, 10))), "IMAGE_TOO_LARGE"),
        (encoded(Image.new("1", (6000, 6000))), "IMAGE_TOO_LARGE"),
        (encoded(Image.new("1", (20000, 20000))), "IMAGE_TOO_LARGE"),
        (encoded(disc(60), "WEBP", save_all=True, append_images=[disc(60, (0, 0, 9))]), "IMAGE_ANIMATED"),
        (encoded(disc(60), "PNG", save_all=True, append_images=[disc(60, (0, 0, 9))]), "IMAGE_ANIMATED"),
        (encoded(disc(300).convert("RGB"), "JPEG")[:900], "IMAGE_INVALID"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "IMAGE_INVALID"),
        (encoded(disc(60), "TIFF"), "IMAGE_INVALID"),
    ],
)
def test_what_cannot_be_used_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(ArtworkError) as caught:
        read_raster(data)
    assert caught.value.code == code
