"""Animated AVIF without the second it was written in, so that the same frames are the same bytes."""

import struct

HOLDING = frozenset({b"moov", b"trak", b"mdia"})
TIMED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
"""Boxes that begin with when their track was made and changed, ISO/IEC 14496-12, 8.2.2, 8.3.2 and 8.4.2."""
HEAD, FULL_HEAD = 8, 12
"""Bytes of size and type, and those with version and flags."""


def timeless(data: bytes) -> bytes:
    """A file of the ISO base media format with all such times set to its epoch."""
    result = bytearray(data)
    _clear(result, 0, len(result))
    return bytes(result)


def _clear(data: bytearray, start: int, end: int) -> None:
    while start + FULL_HEAD <= end:
        size, kind = struct.unpack_from(">I4s", data, start)
        if size < HEAD:
            # To the end of the file, or larger than 4 GB: pictures, and no times.
            return
        if kind in HOLDING:
            _clear(data, start + HEAD, start + size)
        elif kind in TIMED:
            times = 16 if data[start + HEAD] == 1 else 8
            data[start + FULL_HEAD : start + FULL_HEAD + times] = bytes(times)
        start += size
