"""A picture as the smallest file that still looks the same: JPEG, or PNG where its alpha is read."""

import io
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from renderer.export.textures.reads import Reads
from renderer.export.textures.ssim import LUMA, ssim
from renderer.remembered import remembered

QUALITIES = (65, 70, 75, 80, 85, 88, 92, 95)
COLOR_ALIKE, DATA_ALIKE = 0.95, 0.8
"""Similarity that a lossy file has to keep: of luma and alpha; of each data channel that is read, mostly grain."""
PALETTE_COLORS = 256
KEPT_BYTES = 32 << 20
"""Of finished JPEGs in memory."""
Pixels = NDArray[np.float32]


def encode(picture: Image.Image, read: Reads) -> tuple[bytes, str]:
    """The file and its media type. `picture` is RGB or RGBA; channels nobody reads are not kept."""
    if picture.mode == "RGBA" and 3 in read.channels and picture.getchannel("A").getextrema()[0] != 255:
        return png(picture), "image/png"
    opaque = picture.convert("RGB")
    return _jpeg(opaque.tobytes(), opaque.size, _kept(read), read.data), "image/jpeg"


def png(picture: Image.Image) -> bytes:
    """A PNG with 256 colours where those are enough, else with all."""
    full = _saved(picture)
    few = picture.quantize(PALETTE_COLORS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    small = _saved(few)
    alike = min(ssim(*planes) for planes in zip(_luma_and_alpha(picture), _luma_and_alpha(few), strict=True))
    return small if len(small) < len(full) and alike >= COLOR_ALIKE else full


def _saved(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    # Not optimized: on a stitched crest that takes six times as long for a thirtieth of the bytes.
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def _luma_and_alpha(picture: Image.Image) -> tuple[Pixels, Pixels]:
    """Luma times alpha, and alpha (h, w)."""
    pixels = np.asarray(picture.convert("RGBA"), np.float32)
    return pixels[..., :3] @ LUMA * (pixels[..., 3] / 255.0), pixels[..., 3]


def smallest_alike(
    picture: Image.Image, read: Reads, qualities: Sequence[int], save: Callable[[Image.Image, int], bytes]
) -> bytes:
    """An opaque RGB `picture` as `save` writes it, at the lowest of `qualities` that is alike enough."""
    return _smallest(np.asarray(picture), _kept(read), read.data, qualities, save)


def _kept(read: Reads) -> tuple[int, ...]:
    return tuple(sorted(read.channels - {3})) if read.data and not read.color else (0, 1, 2)


@remembered(KEPT_BYTES, size=len)
def _jpeg(rgb: bytes, size: tuple[int, int], kept: tuple[int, ...], data: bool) -> bytes:
    """The smallest JPEG on the ladder of qualities that is alike enough; swatches come again in every configuration."""
    pixels = np.frombuffer(rgb, np.uint8).reshape(size[1], size[0], 3)
    return _smallest(pixels, kept, data, QUALITIES, lambda picture, quality: _at(picture, quality, data))


def _smallest(
    pixels: NDArray[np.uint8],
    kept: tuple[int, ...],
    data: bool,
    qualities: Sequence[int],
    save: Callable[[Image.Image, int], bytes],
) -> bytes:
    picture = _with_only(pixels, kept)
    low, high = 0, len(qualities) - 1
    while low < high:
        middle = (low + high) // 2
        good = _is_alike(pixels, save(picture, qualities[middle]), kept, data)
        low, high = (low, middle) if good else (middle + 1, high)
    return save(picture, qualities[low])


def _with_only(pixels: NDArray[np.uint8], kept: tuple[int, ...]) -> Image.Image:
    """The picture, grey where one channel is read; a channel that is not follows one that is, which costs nothing."""
    if len(kept) == 1:
        return Image.fromarray(np.ascontiguousarray(pixels[..., kept[0]]))
    chosen = [channel if channel in kept else kept[0] for channel in range(3)]
    return Image.fromarray(np.ascontiguousarray(pixels[..., chosen]))


def _at(picture: Image.Image, quality: int, data: bool) -> bytes:
    buffer = io.BytesIO()
    # Not optimized: Pillow then asks for the whole file in one buffer of its own guess, too small for grain and flake.
    picture.save(buffer, "JPEG", quality=quality, subsampling=0 if data else 2, progressive=False)
    return buffer.getvalue()


def _is_alike(pixels: NDArray[np.uint8], file: bytes, kept: tuple[int, ...], data: bool) -> bool:
    before = pixels.astype(np.float32)
    after = np.asarray(Image.open(io.BytesIO(file)).convert("RGB"), np.float32)
    if not data:
        return ssim(before @ LUMA, after @ LUMA) >= COLOR_ALIKE
    return all(ssim(before[..., channel], after[..., channel]) >= DATA_ALIKE for channel in kept[:2])
