"""A folder as a ZIP that is sent while it is written: one file in memory at a time, the same bytes each time."""

import io
import zipfile
from collections.abc import Iterable, Iterator

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file, so that the same folder is the same bytes."""


class _Pieces(io.RawIOBase):
    """What was written since it was last taken. It cannot be sought in: sizes follow each file (APPNOTE 4.4.4)."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        self._written.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        taken = b"".join(self._written)
        self._written.clear()
        return taken


def pack(folder: str, files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """The pieces of a ZIP with `files` (names and bytes) in `folder`, in their order, stored as they are."""
    pieces = _Pieces()
    with zipfile.ZipFile(pieces, "w") as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(f"{folder}/{name}", LONG_AGO), data)
            yield pieces.take()
    yield pieces.take()
