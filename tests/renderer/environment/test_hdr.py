"""Radiance pictures: flat and run-length encoded say the same; what ends early or is too large is refused."""

import numpy as np
import pytest

from materials.author.environments.radiance_hdr import radiance_hdr
from renderer.environment.hdr import read_hdr
from renderer.errors import ModelError
from tests.renderer.studio.studio_scene import hdr

HEAD = b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n"


def test_flat_and_packed_pictures_are_read_alike() -> None:
    light = np.random.default_rng(1).random((8, 16, 3)) * [1.0, 4.0, 0.1]
    np.testing.assert_allclose(read_hdr(hdr(light)), light, atol=4.0 / 128)
    np.testing.assert_allclose(read_hdr(radiance_hdr(light)), light, atol=4.0 / 256)


def test_values_beyond_one_and_black_come_through() -> None:
    light = np.zeros((8, 16, 3))
    light[0, 0], light[1, 1] = (96.0, 48.0, 0.0), (2.0**-9, 0.0, 0.0)
    np.testing.assert_array_equal(read_hdr(radiance_hdr(light)), light)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "begin"),
        (b"#?RADIANCE\n\nno size", "begin"),
        (HEAD + b"-Y 0 +X 8\n", "pixels"),
        (HEAD + b"-Y 99999 +X 99999\n", "at most"),
        (HEAD + b"-Y 8 +X 16\n" + bytes(40), "end early"),
        (HEAD + b"-Y 1 +X 8\n" + bytes([2, 2, 0, 8, 255, 1]), "end early"),
    ],
)
def test_a_broken_picture_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ModelError, match=reason):
        read_hdr(data)
