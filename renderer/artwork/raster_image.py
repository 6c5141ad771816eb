"""A customer's PNG, JPEG or WebP as sRGB pixels; checked before it is decoded."""

import base64
import binascii
import io
import struct
import warnings
import zlib

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from renderer.artwork.drawing import Notice
from renderer.errors import ArtworkError

Pixels = NDArray[np.uint8]

FORMATS = ("PNG", "JPEG", "WEBP")
MAX_PIXELS = 25_000_000
MAX_SIDE = 8192
BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error, IndexError)
"""What Pillow raises on damaged files."""
RGB_PROFILE = ImageCms.createProfile("sRGB")


def read_raster(data: bytes) -> tuple[Pixels, tuple[Notice, ...]]:
    """Upright straight-alpha sRGB (h, w, 4), and what to know about it.

    Raises `ArtworkError`: IMAGE_TOO_LARGE, IMAGE_ANIMATED, IMAGE_INVALID.
    """
    try:
        with _opened(data) as image:
            return _converted(image)
    except BROKEN as error:
        raise _invalid(error) from None


def embedded_size(encoded: str) -> tuple[int, int]:
    """Width and height of a base64 picture inside an SVG, checked without decoding its pixels.

    Raises `ArtworkError` as `read_raster` does.
    """
    try:
        with _opened(base64.b64decode("".join(encoded.split()), validate=True)) as image:
            return image.size
    except (*BROKEN, binascii.Error) as error:
        raise _invalid(error) from None


def _opened(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(io.BytesIO(data), formats=FORMATS)
        except Image.DecompressionBombError:
            raise _too_large("far too many pixels") from None
    width, height = image.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise _too_large(f"{width:,} × {height:,} px")
    if getattr(image, "n_frames", 1) > 1:
        raise ArtworkError("The picture is animated. Save one frame of it as PNG.", code="IMAGE_ANIMATED")
    return image


def _converted(image: Image.Image) -> tuple[Pixels, tuple[Notice, ...]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        image.load()
        upright = ImageOps.exif_transpose(image)
    profile = upright.info.get("icc_profile")
    notices: tuple[Notice, ...] = ()
    if upright.mode == "CMYK" and not profile:
        text = "The picture is CMYK without a colour profile, so its colours are a guess. Send it as sRGB to be sure."
        notices = (Notice("IMAGE_NO_PROFILE", text),)
    return np.asarray(_in_srgb(_eight_bit(upright), profile).convert("RGBA")), notices


def _eight_bit(image: Image.Image) -> Image.Image:
    """16-bit greys scaled to 8: Pillow alone would clip them."""
    if image.mode.startswith("I"):
        values = np.asarray(image).astype(np.int64) >> 8
        return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))
    return image.convert("RGBA") if image.mode in ("P", "PA", "LA", "La", "RGBa") else image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """`image` by way of its embedded profile; as it is where that is missing, damaged or of another kind of colour."""
    if not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if image.mode == "RGBA":
            rgb = ImageCms.profileToProfile(image.convert("RGB"), source, RGB_PROFILE, outputMode="RGB")
            if rgb is not None:
                rgb.putalpha(image.getchannel("A"))
            return rgb or image
        return ImageCms.profileToProfile(image, source, RGB_PROFILE, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError):
        return image


def _too_large(found: str) -> ArtworkError:
    return ArtworkError(
        f"The picture has {found}; at most {MAX_PIXELS / 1e6:.0f} megapixels and {MAX_SIDE:,} px a side are read. "
        "Scale it down.",
        code="IMAGE_TOO_LARGE",
    )


def _invalid(error: Exception) -> ArtworkError:
    reason = str(error).split("<", maxsplit=1)[0].strip().rstrip(".")[:80]
    return ArtworkError(
        f"The picture is damaged or incomplete ({reason}). Open it in an image program and save it again as PNG.",
        code="IMAGE_INVALID",
    )
