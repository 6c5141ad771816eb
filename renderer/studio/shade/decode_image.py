"""A picture in a model, decoded."""

import io
import warnings

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from renderer.errors import ModelError
from renderer.jit import kernel
from renderer.png import fresh_pixels

Bytes = NDArray[np.uint8]

MAX_SIDE = 8192
"""Larger pictures are halved until they fit: no pixel of a shot sees more."""


def decode_image(data: bytes, most: int = MAX_SIDE) -> Bytes:
    """RGBA (H, W, 4) of a PNG, JPEG or WebP, halved and so on until no side is longer than `most`.

    Raises `ModelError`: IMAGE_INVALID for what is none, IMAGE_TOO_LARGE for one that no memory is lent to.
    """
    fresh = fresh_pixels(data)
    if fresh is not None and max(fresh.shape) <= most:
        return fresh if fresh.shape[2] == 4 else _opaque(fresh)
    try:
        with warnings.catch_warnings():
            # Pillow warns of half of what it refuses.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as file:
                return _fitting(file, most)
    except Image.DecompressionBombError as error:
        message = f"A texture of the model has too many pixels: make it {MAX_SIDE} × {MAX_SIDE}, no shot sees more."
        raise ModelError(message, code="IMAGE_TOO_LARGE") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise ModelError(f"A texture of the model cannot be decoded: {error}.", code="IMAGE_INVALID") from error


def _opaque(rgb: Bytes) -> Bytes:
    rgba = np.empty((*rgb.shape[:2], 4), np.uint8)
    _widen(rgb, rgba)
    return rgba


@kernel
def _widen(rgb: Bytes, rgba: Bytes) -> None:
    """Fill `rgba` (H, W, 4) with opaque pixels of `rgb` (H, W, 1 | 3)."""
    last = rgb.shape[2] - 1
    for row in range(rgb.shape[0]):
        for column in range(rgb.shape[1]):
            rgba[row, column, 0] = rgb[row, column, 0]
            rgba[row, column, 1] = rgb[row, column, min(1, last)]
            rgba[row, column, 2] = rgb[row, column, last]
            rgba[row, column, 3] = 255


def _fitting(file: Image.Image, most: int) -> Bytes:
    file.draft("RGB", (most, most))
    deep = file.mode.startswith("I")
    by = -(-max(file.size) // most)
    # Of palettes and single bits no mean can be taken.
    image = file.convert("I" if deep else "RGBA").reduce(by) if by > 1 else file
    if deep:
        grey = (np.asarray(image, np.int64) >> 8).clip(0, 255).astype(np.uint8)
        return np.dstack([grey, grey, grey, np.full_like(grey, 255)])
    return np.array(image.convert("RGBA"))
