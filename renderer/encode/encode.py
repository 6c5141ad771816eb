"""One picture, one file: same pixels, same bytes."""

import io
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from PIL import Image, TiffImagePlugin

from renderer.encode.format import QUALITIES, FileFormat, Kind
from renderer.encode.icc import srgb_profile
from renderer.png import encode_png

Pixels = NDArray[np.uint8]
Writer = Callable[[Pixels, FileFormat, bytes], bytes]

XMP_TAG = 700
"""https://www.adobe.io/content/dam/udp/en/open/standards/tiff/TIFFPM6.pdf"""
DEFLATE = "tiff_adobe_deflate"


def encode(pixels: Pixels, wanted: FileFormat, xmp: bytes = b"") -> bytes:
    """`pixels` (H, W, 3 | 4), sRGB, straight alpha, as a file; `xmp` is a packet to carry along, see `xmp_packet`.

    What is opaque is written without alpha. In JPEG, which knows none, what is transparent becomes white.
    """
    if pixels.shape[2] == 4 and bool((pixels[..., 3] == 255).all()):
        pixels = np.asarray(Image.fromarray(pixels).convert("RGB"))
    return WRITERS[wanted.kind](np.ascontiguousarray(pixels), wanted, xmp)


def _png(pixels: Pixels, _: FileFormat, xmp: bytes) -> bytes:
    return encode_png(pixels, xmp)


def _jpeg(pixels: Pixels, wanted: FileFormat, xmp: bytes) -> bytes:
    picture = Image.fromarray(pixels)
    if picture.mode == "RGBA":
        ground = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(ground, picture).convert("RGB")
    return _saved(picture, xmp, format="JPEG", quality=_quality(wanted), subsampling=0, optimize=True)


def _webp(pixels: Pixels, wanted: FileFormat, xmp: bytes) -> bytes:
    options = {"quality": _quality(wanted), "method": wanted.effort, "lossless": wanted.lossless}
    return _saved(Image.fromarray(pixels), xmp, format="WEBP", **options)


def _avif(pixels: Pixels, wanted: FileFormat, xmp: bytes) -> bytes:
    quality = 100 if wanted.lossless else _quality(wanted)
    # One thread: files do not depend on how many cores encoded them.
    options = {"quality": quality, "subsampling": "4:4:4", "speed": 9 - wanted.effort, "max_threads": 1}
    return _saved(Image.fromarray(pixels), xmp, format="AVIF", **options)


def _tiff(pixels: Pixels, _: FileFormat, xmp: bytes) -> bytes:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    if xmp:
        tags[XMP_TAG] = xmp
        tags.tagtype[XMP_TAG] = 1
    picture, file = Image.fromarray(pixels), io.BytesIO()
    picture.save(file, format="TIFF", compression=DEFLATE, tiffinfo=tags, icc_profile=srgb_profile())
    return file.getvalue()


def _saved(picture: Image.Image, xmp: bytes, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, icc_profile=srgb_profile(), xmp=xmp, **options)  # type: ignore[arg-type]
    return file.getvalue()


def _quality(wanted: FileFormat) -> int:
    return QUALITIES[wanted.kind] if wanted.quality is None else wanted.quality


WRITERS: Mapping[Kind, Writer] = {"png": _png, "jpeg": _jpeg, "webp": _webp, "avif": _avif, "tiff": _tiff}
