"""Writes Radiance pictures: 32-bit RGBE, run-length encoded.

Format: Ward, "Real Pixels", Graphics Gems II; https://radsite.lbl.gov/radiance/refer/filefmts.pdf.
"""

import numpy as np
from numpy.typing import NDArray

from materials.author.environments.panorama import Array

Bytes = NDArray[np.uint8]


def radiance_hdr(radiance: Array) -> bytes:
    """`radiance` (height, width 8…32767, 3), linear and not negative, as an .hdr file, first row on top."""
    height, width = radiance.shape[:2]
    head = f"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y {height} +X {width}\n".encode("ascii")
    mark = bytes([2, 2, width >> 8, width & 255])
    return head + b"".join(mark + b"".join(_packed(row[:, c]) for c in range(4)) for row in rgbe(radiance))


def rgbe(radiance: Array) -> Bytes:
    """Three mantissas and their shared exponent, (height, width, 4); below 1e-32 is black."""
    peak = radiance.max(axis=-1)
    _, exponent = np.frexp(peak)
    scaled = np.clip(np.rint(np.ldexp(radiance, 8 - exponent[..., None])), 0.0, 255.0)
    quads = np.concatenate([scaled, exponent[..., None] + 128.0], axis=-1)
    return np.where(peak[..., None] > 1e-32, quads, 0.0).astype(np.uint8)


def _packed(channel: Bytes) -> bytes:
    """One channel of one row: runs of four or more become (128 + length, value), the rest (length, values…)."""
    starts = np.flatnonzero(np.diff(channel, prepend=channel[0] ^ 1))
    lengths = np.diff(starts, append=channel.size)
    out, pending = bytearray(), bytearray()
    for start, length in zip(starts.tolist(), lengths.tolist(), strict=True):
        value = int(channel[start])
        if length < 4:
            pending += bytes([value]) * length
            continue
        _flush(out, pending)
        for done in range(0, length, 127):
            out += bytes([128 + min(127, length - done), value])
    _flush(out, pending)
    return bytes(out)


def _flush(out: bytearray, pending: bytearray) -> None:
    for done in range(0, len(pending), 128):
        chunk = pending[done : done + 128]
        out += bytes([len(chunk)]) + chunk
    pending.clear()
