"""Results that take long, kept on disk by what they were made from: made once, used for every colour."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from zlib import crc32

from renderer.digest import digest_value
from renderer.libraries import libraries
from renderer.sources import state_of
from renderer.store import write_atomically

CHECKSUM = 4
"""Bytes."""
_FOLDER: ContextVar[Path | None] = ContextVar("folder of kept results", default=None)


@contextmanager
def kept_in(folder: Path) -> Iterator[None]:
    """Keep results in `folder` for as long as this context lasts; outside of it, everything is made anew."""
    token = _FOLDER.set(folder)
    try:
        yield
    finally:
        _FOLDER.reset(token)


def kept(room: str, made_from: object, source: str, make: Callable[[], bytes]) -> bytes:
    """What `make` returns: from the folder's `room`, or made and kept there.

    `made_from` is a JSON-ready value that names everything the result depends on but code: `source` is the `__file__`
    of ours, and those of others count by their pinned versions.
    """
    folder = _FOLDER.get()
    if folder is None:
        return make()
    words = {"made_from": made_from, "code": state_of(Path(source).resolve()), "libraries": libraries()}
    path = folder / room / digest_value(words)
    with suppress(FileNotFoundError):
        if (found := _unsealed(path.read_bytes())) is not None:
            return found
    made = make()
    # Waiting for the disk took longer than making it: what a loss of power leaves of it is told by its checksum.
    write_atomically(path, made + crc32(made).to_bytes(CHECKSUM, "little"), lasting=False)
    return made


def _unsealed(raw: bytes) -> bytes | None:
    """What was kept, without its checksum; nothing where it is not what was kept."""
    made, checksum = raw[:-CHECKSUM], raw[-CHECKSUM:]
    return made if len(raw) >= CHECKSUM and crc32(made).to_bytes(CHECKSUM, "little") == checksum else None
