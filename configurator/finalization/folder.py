"""A sealed folder on disk: read when it holds, replaced as a whole, by one at a time."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from configurator.errors import FinalizationRefused
from configurator.seal.revision import HISTORY, REVISION_FILE, SEAL_FILE, Revision
from configurator.seal.verify import history_name, verify_folder
from renderer.asset import Asset
from renderer.errors import InputError
from renderer.store import write_atomically


def read_sealed(folder: Path, number: int | None = None) -> Revision | None:
    """The newest revision in `folder`, or the one of that number; None where nothing is sealed there.

    Raises `FinalizationRefused` SEAL_BROKEN where what is there does not hold, `InputError` FOLDER_TAKEN where other
    files are.
    """
    if not (folder / REVISION_FILE).exists():
        if folder.exists() and any(folder.iterdir()):
            raise InputError(f"{folder} has files that nobody sealed. Name an empty folder.", code="FOLDER_TAKEN")
        return None
    verdict = verify_folder(folder)
    if not verdict.ok or verdict.revision is None:
        first = verdict.faults[0]
        message = f"What is sealed there does not hold. {first.file}: {first.message} Put the original back."
        raise FinalizationRefused(message, code="SEAL_BROKEN")
    if number is None or number == verdict.revision.number:
        return verdict.revision
    return Revision.model_validate_json((folder / history_name(number, REVISION_FILE)).read_bytes())


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Alone with `folder`; the lock falls with the process that holds it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder.parent / f".{folder.name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def lay(folder: Path, files: Sequence[Asset], sealed: tuple[bytes, bytes], before: Revision | None) -> None:
    """Put everything in place at once: a reader meets the old folder or the new one. `before` goes to history."""
    fresh = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        fresh.chmod(0o755)
        for file in files:
            write_atomically(fresh / file.name, file.data)
        for name, data in zip((REVISION_FILE, SEAL_FILE), sealed, strict=True):
            write_atomically(fresh / name, data)
        if before is not None:
            _keep_history(folder, fresh, before)
        _swap(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _keep_history(folder: Path, fresh: Path, before: Revision) -> None:
    if (folder / HISTORY).exists():
        shutil.copytree(folder / HISTORY, fresh / HISTORY)
    for name in (REVISION_FILE, SEAL_FILE):
        write_atomically(fresh / history_name(before.number, name), (folder / name).read_bytes())


def _swap(fresh: Path, folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-old-"))
        folder.rename(old / "was")
        fresh.rename(folder)
        shutil.rmtree(old)
    else:
        fresh.rename(folder)
