"""Pixels as files of the kinds that pictures are asked for in."""

import io
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from renderer.encode import FileFormat, encode
from renderer.png import encode_png

Pixels = NDArray[np.uint8]
QUALITY = 90


def encode_jpeg(pixels: Pixels) -> bytes:
    """`pixels` (H, W, 3 | 4), sRGB; what is transparent becomes white, for the format knows no alpha."""
    picture = Image.fromarray(pixels)
    if picture.mode == "RGBA":
        ground = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(ground, picture).convert("RGB")
    return _saved(picture, format="JPEG", quality=QUALITY, subsampling=0, optimize=True)


def encode_webp(pixels: Pixels) -> bytes:
    """`pixels` (H, W, 3 | 4), sRGB, straight alpha."""
    return _saved(Image.fromarray(pixels), format="WEBP", quality=QUALITY, method=2)


def encode_avif(pixels: Pixels) -> bytes:
    """`pixels` (H, W, 3 | 4), sRGB, straight alpha."""
    return encode(pixels, FileFormat(kind="avif"))


def _saved(picture: Image.Image, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, **options)  # type: ignore[arg-type]
    return file.getvalue()


ENCODERS: Mapping[str, tuple[str, Callable[[Pixels], bytes]]] = {
    "png": ("image/png", encode_png),
    "jpg": ("image/jpeg", encode_jpeg),
    "webp": ("image/webp", encode_webp),
    "avif": ("image/avif", encode_avif),
}
"""File ending → media type and what writes it."""
