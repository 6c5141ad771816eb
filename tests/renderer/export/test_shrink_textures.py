"""Textures come out as what phones take, whatever is in them."""

import io

import numpy as np
from PIL import Image

from renderer.export.shrink_textures import _jpeg


def test_grain_without_any_order_is_written_as_jpeg() -> None:
    noise = np.random.default_rng(7).integers(0, 256, (512, 512, 3), np.uint8)
    for color in (False, True):
        data = _jpeg(Image.fromarray(noise), color=color)
        with Image.open(io.BytesIO(data)) as picture:
            assert (picture.format, picture.size) == ("JPEG", (512, 512))
