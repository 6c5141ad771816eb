"""Results that take long, kept on disk by what they were made from: made once, used for every colour."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from renderer.digest import digest_value
from renderer.sources import state_of
from renderer.store import write_atomically

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

    `made_from` is a JSON-ready value that names everything the result depends on but the code, and `source` the
    `__file__` of that code.
    """
    folder = _FOLDER.get()
    if folder is None:
        return make()
    path = folder / room / digest_value({"made_from": made_from, "code": state_of(Path(source).resolve())})
    with suppress(FileNotFoundError):
        return path.read_bytes()
    made = make()
    write_atomically(path, made)
    return made
