"""A file no larger than it takes to look the same."""

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from renderer.export.textures.encode import encode
from renderer.export.textures.reads import Reads
from renderer.export.textures.ssim import LUMA, ssim

COLOR, DATA = Reads({0, 1, 2}, color=True), Reads({0, 1}, data=True)


def grain(radius: float, channels: int = 3) -> Image.Image:
    noise = np.random.default_rng(3).integers(0, 256, (256, 256, channels), np.uint8)
    return Image.fromarray(noise).filter(ImageFilter.GaussianBlur(radius))


def pixels(data: bytes) -> NDArray[np.float32]:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), np.float32)


def test_similarity_is_one_for_equal_planes_and_falls_with_noise() -> None:
    plane = pixels(encode(grain(2.0), COLOR)[0])[..., 0]
    noise = np.random.default_rng(5).normal(0.0, 1.0, plane.shape).astype(np.float32)
    falling = [ssim(plane, plane + strength * noise) for strength in (0.0, 2.0, 8.0, 32.0)]
    assert falling[0] == pytest.approx(1.0)
    assert falling == sorted(falling, reverse=True)


def test_smooth_pictures_take_fewer_bytes_than_grain() -> None:
    sizes = [len(encode(grain(radius), COLOR)[0]) for radius in (0.5, 2.0, 6.0)]
    assert sizes == sorted(sizes, reverse=True)


def test_luma_stays_alike() -> None:
    picture = grain(1.0)
    before, after = np.asarray(picture, np.float32), pixels(encode(picture, COLOR)[0])
    assert ssim(before @ LUMA, after @ LUMA) > 0.95


def test_channels_that_nobody_reads_cost_nothing() -> None:
    picture = grain(1.0)
    both, one = encode(picture, DATA)[0], encode(picture, Reads({1}, data=True))[0]
    assert len(one) < 0.7 * len(both)
    green = np.asarray(picture, np.float32)[..., 1]
    assert ssim(green, pixels(one)[..., 1]) > 0.8
    assert ssim(green, pixels(both)[..., 1]) > 0.8


def test_few_colours_with_alpha_become_a_palette() -> None:
    colors = np.random.default_rng(2).integers(0, 256, (40, 4), np.uint8)
    drawing = colors[np.random.default_rng(3).integers(0, 40, (128, 128))]
    data, mime = encode(Image.fromarray(drawing), Reads({0, 1, 2, 3}, color=True))
    picture = Image.open(io.BytesIO(data))
    assert (mime, picture.mode) == ("image/png", "P")
    assert np.abs(np.asarray(picture.convert("RGBA")).astype(int) - drawing).max() < 16


def test_grain_without_any_order_is_written_too() -> None:
    for read in (COLOR, DATA):
        with Image.open(io.BytesIO(encode(grain(0.0), read)[0])) as picture:
            assert (picture.format, picture.size) == ("JPEG", (256, 256))
