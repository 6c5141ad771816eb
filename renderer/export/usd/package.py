"""The zip that a USDZ is: stored, each file's data on a multiple of 64 bytes, the layer first, no time in it.

https://openusd.org/release/spec_usdz.html
"""

import struct
import zlib
from collections.abc import Mapping

ALIGNMENT = 64
EPOCH_DATE = 0x21
"""1980-01-01, the first day that a zip can name."""
LOCAL, CENTRAL, END = 0x04034B50, 0x02014B50, 0x06054B50
VERSION = 20
PADDING_ID = 0x1986
"""The header id under which USD's own writer pads."""


def package(files: Mapping[str, bytes]) -> bytes:
    """`files` by name, in their order, the root layer first; the same files always give the same bytes."""
    body, directory = bytearray(), bytearray()
    for name, data in files.items():
        facts = struct.pack("<HHHIII", 0, 0, EPOCH_DATE, zlib.crc32(data), len(data), len(data))
        extra = _padding(len(body) + 30 + len(name.encode()))
        sizes = struct.pack("<HH", len(name.encode()), len(extra))
        directory += struct.pack("<IHHH", CENTRAL, VERSION, VERSION, 0) + facts + sizes
        directory += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name.encode() + extra
        body += struct.pack("<IHH", LOCAL, VERSION, 0) + facts + sizes + name.encode() + extra + data
    count = len(files)
    return bytes(body + directory + struct.pack("<IHHHHIIH", END, 0, 0, count, count, len(directory), len(body), 0))


def _padding(start: int) -> bytes:
    """An extra field so long that data after it begins on the alignment."""
    missing = -start % ALIGNMENT
    if not missing:
        return b""
    missing += ALIGNMENT if missing < 4 else 0
    return struct.pack("<HH", PADDING_ID, missing - 4) + bytes(missing - 4)
