"""A mark in a corner of a picture."""

import io
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from renderer.errors import InputError

Pixels = NDArray[np.uint8]
MARGIN = 0.03
"""Of the picture's shorter edge, between the mark and the rim."""


@dataclass(frozen=True)
class Mark:
    """A watermark: a picture's bytes and how it is laid on."""

    data: bytes
    width: float
    opacity: float
    corner: str


def watermarked(pixels: Pixels, mark: Mark) -> Pixels:
    """`pixels` (H, W, 4) with the mark laid over them; raises `InputError` where the mark is no picture."""
    height, width = pixels.shape[:2]
    laid = mark_at(mark, max(1, round(mark.width * width)))
    picture = Image.fromarray(pixels)
    picture.alpha_composite(laid, place(mark.corner, (width, height), laid.size))
    return np.asarray(picture)


@lru_cache(maxsize=8)
def mark_at(mark: Mark, width: int) -> Image.Image:
    """The mark, so many pixels wide."""
    try:
        picture = Image.open(io.BytesIO(mark.data), formats=("PNG", "WEBP")).convert("RGBA")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise InputError("The watermark is neither a PNG nor a WebP.", code="WATERMARK_INVALID") from error
    picture = picture.resize((width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS)
    picture.putalpha(picture.getchannel("A").point([round(level * mark.opacity) for level in range(256)]))
    return picture


def place(corner: str, picture: tuple[int, int], mark: tuple[int, int]) -> tuple[int, int]:
    """Left and upper edge of the mark."""
    if corner == "middle":
        return max(0, (picture[0] - mark[0]) // 2), max(0, (picture[1] - mark[1]) // 2)
    margin = round(MARGIN * min(picture))
    right, below = (max(0, whole - part - margin) for whole, part in zip(picture, mark, strict=True))
    return margin if corner.endswith("left") else right, margin if corner.startswith("top") else below
