"""Moving pictures out of frames: animated WebP and AVIF, and MP4 where the machine has an encoder for it."""

import io
import tempfile
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from renderer.encode.format import MovieKind
from renderer.encode.icc import srgb_profile
from renderer.encode.timeless import timeless
from renderer.errors import SystemFailure

Pixels = NDArray[np.uint8]

WEBP_QUALITY, AVIF_QUALITY = 86, 70
H264 = "libx264"
RATE_FACTOR = "18"
"""https://trac.ffmpeg.org/wiki/Encode/H.264: what the eye takes for lossless."""
NO_MP4 = (
    "MP4 takes PyAV, which is not installed: its wheels carry the H.264 encoder x264 under the GPL, so that is for you "
    "to decide. `pip install av`, or ask for webp or avif."
)


def moving(pictures: Sequence[Pixels], kind: MovieKind, frames_per_second: float) -> bytes:
    """`pictures` (H, W, 4), sRGB, straight alpha, one after the other; raises `SystemFailure` for MP4 without PyAV.

    The same frames look the same; H.264's encoder may round a byte otherwise.
    """
    return MOVIES[kind](pictures, frames_per_second)


def _webp(pictures: Sequence[Pixels], frames_per_second: float) -> bytes:
    options = {"quality": WEBP_QUALITY, "method": 2, "minimize_size": False}
    return _animated(pictures, frames_per_second, format="WEBP", **options)


def _avif(pictures: Sequence[Pixels], frames_per_second: float) -> bytes:
    # One thread: files do not depend on how many cores encoded them.
    options = {"quality": AVIF_QUALITY, "speed": 7, "max_threads": 1}
    return timeless(_animated(pictures, frames_per_second, format="AVIF", **options))


def _animated(pictures: Sequence[Pixels], frames_per_second: float, **options: object) -> bytes:
    """An animation that turns for ever."""
    first, *others = (Image.fromarray(picture) for picture in pictures)
    file = io.BytesIO()
    first.save(file, save_all=True, append_images=others, duration=round(1000 / frames_per_second), loop=0,
               icc_profile=srgb_profile(), **options)  # type: ignore[arg-type]  # fmt: skip
    return file.getvalue()


def _mp4(pictures: Sequence[Pixels], frames_per_second: float) -> bytes:
    """H.264 in MP4, ready to play before it is there whole; what is transparent becomes white."""
    av = ffmpeg()
    height, width = pictures[0].shape[:2]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "turn.mp4"
        with av.open(str(file), "w", options={"movflags": "+faststart", "fflags": "+bitexact"}) as container:
            stream = container.add_stream(H264, rate=Fraction(frames_per_second).limit_denominator(1000))
            # Chroma has half the pixels each way: an odd edge is left out.
            stream.width, stream.height, stream.pix_fmt = width // 2 * 2, height // 2 * 2, "yuv420p"
            stream.options = {"crf": RATE_FACTOR, "preset": "medium", "threads": "1"}
            for picture in pictures:
                flat = on_white(picture)[: stream.height, : stream.width]
                container.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(flat), "rgb24")))
            container.mux(stream.encode(None))
        return file.read_bytes()


def on_white(picture: Pixels) -> Pixels:
    """RGB (H, W, 3) of RGBA."""
    share = picture[..., 3:] / np.float32(255)
    return np.asarray(np.round(picture[..., :3] * share + 255 * (1 - share)), np.uint8)


def lacks(kind: MovieKind) -> str:
    """What this machine lacks to write `kind`, and the way out; empty for nothing."""
    return "" if kind != "mp4" or find_spec("av") else NO_MP4


def ffmpeg() -> ModuleType:
    """PyAV, which is the user's own: its wheels carry x264, under the GPL. Raises `SystemFailure`."""
    if lacks("mp4"):
        raise SystemFailure(NO_MP4, code="ENCODER_MISSING")
    return import_module("av")


MOVIES: Mapping[MovieKind, Callable[[Sequence[Pixels], float], bytes]] = {"webp": _webp, "avif": _avif, "mp4": _mp4}
