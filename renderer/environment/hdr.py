"""Radiance pictures (.hdr): RGBE, flat or run-length encoded. https://www.graphics.cornell.edu/~bjw/rgbe.html."""

import re

import numpy as np
from numpy.typing import NDArray

from renderer.errors import ModelError
from renderer.jit import kernel

MAX_PIXELS = 64_000_000
"""An environment of 11,000 × 5,500, 768 MB as it is read: a larger one is taken for a mistake."""
RESOLUTION = re.compile(rb"-Y (\d{1,6}) \+X (\d{1,6})\n")


def read_hdr(data: bytes) -> NDArray[np.float32]:
    """Linear RGB (H, W, 3) of a Radiance picture; raises `ModelError` HDR_INVALID."""
    found = RESOLUTION.search(data)
    if not data.startswith(b"#?") or found is None:
        raise invalid("it does not begin like a Radiance picture")
    height, width = int(found[1]), int(found[2])
    if not 0 < width * height <= MAX_PIXELS:
        raise invalid(f"{width} × {height} pixels; at most {MAX_PIXELS:,} are read")
    body = np.frombuffer(data, np.uint8, offset=found.end())
    rgbe = np.zeros((height, width, 4), np.uint8)
    if not decode(body, rgbe):
        raise invalid("its pixels end early or are encoded in a way that is not read")
    scale = np.ldexp(np.float32(1.0), rgbe[..., 3].astype(np.int32) - 136)
    scale[rgbe[..., 3] == 0] = 0.0
    return np.asarray(rgbe[..., :3] * scale[..., None], np.float32)


def invalid(reason: str) -> ModelError:
    """The error of an environment that cannot be read."""
    return ModelError(f"The environment is no .hdr that can be read: {reason}.", code="HDR_INVALID")


@kernel
def decode(body: NDArray[np.uint8], rgbe: NDArray[np.uint8]) -> bool:
    """Fill `rgbe` from scanlines; False where `body` is not made of them."""
    height, width, _ = rgbe.shape
    at = 0
    for row in range(height):
        if at + 4 > body.size:
            return False
        packed = body[at] == 2 and body[at + 1] == 2 and body[at + 2] < 128
        if packed and (np.int64(body[at + 2]) << 8 | np.int64(body[at + 3])) == width:
            at = decode_runs(body, at + 4, rgbe[row])
            if at < 0:
                return False
            continue
        if at + 4 * width > body.size:
            return False
        for x in range(width):
            for channel in range(4):
                rgbe[row, x, channel] = body[at + 4 * x + channel]
        at += 4 * width
    return True


@kernel
def decode_runs(body: NDArray[np.uint8], at: int, line: NDArray[np.uint8]) -> int:
    """One scanline of four run-length encoded channels; where the next begins, or -1."""
    width = line.shape[0]
    for channel in range(4):
        x = 0
        while x < width:
            if at + 1 >= body.size:
                return -1
            code = int(body[at])
            run = code > 128
            count = code - 128 if run else code
            if count == 0 or x + count > width or at + (1 if run else count) >= body.size:
                return -1
            for i in range(count):
                line[x + i, channel] = body[at + 1] if run else body[at + 1 + i]
            x += count
            at += 2 if run else count + 1
    return at
