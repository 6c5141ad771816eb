"""Where bytes live under their SHA-256. A store is anything with `put`, `get` and `has`."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from renderer.digest import digest_bytes
from renderer.errors import BlobMissing, StoreUnavailable


class Store(Protocol):
    """Content-addressed bytes."""

    def put(self, data: bytes) -> str:
        """Keep `data`; returns its SHA-256."""
        ...

    def get(self, blob: str) -> bytes:
        """The bytes of `blob`; raises `BlobMissing`."""
        ...

    def has(self, blob: str) -> bool:
        """Whether `blob` is here."""
        ...


@dataclass(frozen=True)
class Lying:
    """A blob as it lies in a store."""

    blob: str
    bytes: int
    written_at: float
    """Seconds since 1970."""


class LastingStore(Store, Protocol):
    """A store that outlives the process, verifies what it reads, and can be tidied up."""

    def holds(self, blob: str) -> bool:
        """Whether `blob` is here and whole."""
        ...

    def lying(self) -> Iterator[Lying]:
        """Everything that is here, what was set aside as damaged included."""
        ...

    def remove(self, blob: str) -> None:
        """Let go of `blob`; nothing where it is not here."""
        ...

    def lay(self, data: bytes) -> str:
        """`put` for what can be made again: a loss of power may cost it, and then it is missing, never wrong."""
        ...


class MemoryStore:
    """A store for tests and one-off calls."""

    def __init__(self) -> None:
        self._blobs: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        """Keep `data`; returns its SHA-256."""
        blob = digest_bytes(data)
        self._blobs[blob] = data
        return blob

    def get(self, blob: str) -> bytes:
        """The bytes of `blob`; raises `BlobMissing`."""
        try:
            return self._blobs[blob]
        except KeyError:
            raise BlobMissing(f"No blob {blob[:12]}… in this store.") from None

    def has(self, blob: str) -> bool:
        """Whether `blob` is here."""
        return blob in self._blobs


class FolderStore:
    """A store on disk: written atomically, verified on read."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, blob: str) -> Path:
        """Where `blob` lies or would lie."""
        return self.root / blob[:2] / blob

    def put(self, data: bytes) -> str:
        """Keep `data`; returns its SHA-256. Readers see all of it or nothing; a damaged file is written anew.

        Raises `StoreUnavailable`, 507 where the disk is full; nothing is left of it then.
        """
        return self._keep(data, lasting=True)

    def lay(self, data: bytes) -> str:
        """`put` for what can be made again, without waiting for the disk: what a loss of power tears is missing."""
        return self._keep(data, lasting=False)

    def _keep(self, data: bytes, *, lasting: bool) -> str:
        blob = digest_bytes(data)
        path = self.path(blob)
        try:
            if not _holds_exactly(path, data):
                write_atomically(path, data, lasting=lasting)
            elif lasting:
                _sync(path)
        except OSError as error:
            raise no_room(self.root, error) from error
        return blob

    def get(self, blob: str) -> bytes:
        """The bytes of `blob`; raises `BlobMissing` where they are absent or damaged (then they are set aside)."""
        path = self.path(blob)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise BlobMissing(f"No blob {blob[:12]}… in the store.") from None
        if digest_bytes(data) != blob:
            with suppress(FileNotFoundError):  # another reader was quicker
                path.replace(path.with_suffix(".damaged"))
            raise BlobMissing(
                f"Blob {blob[:12]}… was damaged on disk and has been set aside. Run it again: it is made anew."
            )
        return data

    def has(self, blob: str) -> bool:
        """Whether `blob` is here."""
        return self.path(blob).exists()

    def holds(self, blob: str) -> bool:
        """Whether `blob` is here and whole."""
        try:
            self.get(blob)
        except BlobMissing:
            return False
        return True

    def lying(self) -> Iterator[Lying]:
        """Everything that is here, what was set aside as damaged included."""
        for path in sorted(self.root.glob("??/*")):
            with suppress(FileNotFoundError):
                found = path.stat()
                yield Lying(path.name, found.st_size, found.st_mtime)

    def remove(self, blob: str) -> None:
        """Let go of `blob`; nothing where it is not here."""
        self.path(blob).unlink(missing_ok=True)


def no_room(root: Path, error: OSError) -> StoreUnavailable:
    """What is said where a folder takes nothing more."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    remedy = "Free some room (`livery gc` says what may go)" if full else "Mend that"
    message = f"The store takes nothing more. {remedy}, and try again."
    refused = StoreUnavailable(message, reason=f"{root}: {error.strerror}")
    refused.status = 507 if full else StoreUnavailable.status
    return refused


def _holds_exactly(path: Path, data: bytes) -> bool:
    """Whether `data` is what the file holds. To compare costs less than the digest that named it did."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False


def _current_umask() -> int:
    """The permissions that this process leaves out; there is no way to read them but to set them."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


UMASK = _current_umask()
"""Read once, before there are threads: while it is 0 for a moment, another thread's file would be open to everybody."""


def write_atomically(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Write `data` to `path` so that a reader, or a crash, never meets half of it. Where it need not be `lasting`, the
    disk is not waited for: a loss of power, not of the process, may leave less."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".partial-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~UMASK)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _sync(path: Path) -> None:
    """Wait until the disk has what was laid there; at once where it has."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
