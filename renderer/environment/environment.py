"""A prefiltered environment, made once and kept on disk."""

import io
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from renderer.digest import digest_bytes
from renderer.environment.hdr import read_hdr
from renderer.environment.prefilter import Picture, prefilter_cosine, prefilter_ggx, prefilter_soft, resized
from renderer.sources import state_of
from renderer.store import write_atomically

MAX_HEIGHT = 1024
"""A sixth of a degree a pixel, 24 MB: finer than a product reflects, and as much as a worker should keep."""
GATHER_HEIGHT = 64
"""2.8° a pixel: the few dozen rays of a point hit every lamp, and none of them is a firefly."""


@dataclass(frozen=True)
class Environment:
    """Linear radiance pictures (…, H, W, 3), oriented as in `renderer.environment.sphere`."""

    radiance: Picture
    """As read, at most 2048 × 1024: what mirrors see."""
    gather: Picture
    """128 × 64: what one of a few dozen rays sees."""
    rough: Picture
    """(8, 128, 256, 3): under GGX at perceptual roughness k / 7."""
    soft: Picture
    """(6, 128, 256, 3): under Gaussian blurs of 1.4° … 46°."""
    irradiance: Picture
    """(32, 64, 3): irradiance / π by normal, nothing in the way."""


def load_environment(data: bytes, cache: Path) -> Environment:
    """The environment in a Radiance picture; prefiltered in `cache` or, the first time, into it. `ModelError`."""
    return _load(digest_bytes(data), cache) or _make(data, cache)


@lru_cache(maxsize=4)
def _load_whole(path: Path) -> Environment:
    with np.load(io.BytesIO(path.read_bytes())) as arrays:
        pictures: dict[str, NDArray[np.float32]] = {name: arrays[name] for name in arrays.files}
    return Environment(**pictures)


def _load(digest: str, cache: Path) -> Environment | None:
    with suppress(FileNotFoundError):
        return _load_whole(_path(digest, cache))
    return None


def _make(data: bytes, cache: Path) -> Environment:
    radiance = read_hdr(data)
    radiance = radiance if radiance.shape[0] <= MAX_HEIGHT else resized(radiance, MAX_HEIGHT)
    buffer = io.BytesIO()
    np.savez(
        buffer,
        radiance=radiance,
        gather=resized(radiance, GATHER_HEIGHT),
        rough=prefilter_ggx(radiance),
        soft=prefilter_soft(radiance),
        irradiance=prefilter_cosine(radiance),
    )
    path = _path(digest_bytes(data), cache)
    write_atomically(path, buffer.getvalue())
    return _load_whole(path)


def _path(digest: str, cache: Path) -> Path:
    return cache / "environments" / f"{digest}-{state_of(Path(__file__))[:16]}.npz"
