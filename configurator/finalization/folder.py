"""A sealed folder on disk: read when it holds, replaced as a whole, by one at a time."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from configurator.errors import FinalizationRefused
from configurator.finalization.exchange import exchange
from configurator.seal.revision import HISTORY, REVISION_FILE, SEAL_FILE, Revision
from configurator.seal.verify import history_name, verify_folder
from renderer.asset import Asset
from renderer.errors import InputError
from renderer.store import write_atomically


@dataclass(frozen=True)
class SealedFolder:
    """A place for the revisions of one specification: a folder."""

    path: Path

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else lays anything here; the lock falls with the process that holds it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path.parent / f".{self.path.name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def read(self, number: int | None = None) -> Revision | None:
        """The newest revision, or the one of that number; None where nothing is sealed here.

        Raises `FinalizationRefused` SEAL_BROKEN where what is here does not hold, `InputError` FOLDER_TAKEN where
        other files are.
        """
        if not (self.path / REVISION_FILE).exists():
            if self.path.exists() and any(self.path.iterdir()):
                raise InputError(
                    f"{self.path} has files that nobody sealed. Name an empty folder.", code="FOLDER_TAKEN"
                )
            return None
        verdict = verify_folder(self.path)
        if not verdict.ok or verdict.revision is None:
            first = verdict.faults[0]
            message = f"What is sealed there does not hold. {first.file}: {first.message} Put the original back."
            raise FinalizationRefused(message, code="SEAL_BROKEN")
        if number is None or number == verdict.revision.number:
            return verdict.revision
        return Revision.model_validate_json((self.path / history_name(number, REVISION_FILE)).read_bytes())

    def lay(self, files: Sequence[Asset], sealed: tuple[bytes, bytes], before: Revision | None) -> None:
        """Put everything in place at once: a reader meets the old folder or the new. `before` goes to history."""
        fresh = Path(tempfile.mkdtemp(dir=self.path.parent, prefix=f".{self.path.name}-"))
        try:
            fresh.chmod(0o755)
            for file in files:
                write_atomically(fresh / file.name, file.data)
            for name, data in zip((REVISION_FILE, SEAL_FILE), sealed, strict=True):
                write_atomically(fresh / name, data)
            if before is not None:
                _keep_history(self.path, fresh, before)
            _swap(fresh, self.path)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def _keep_history(folder: Path, fresh: Path, before: Revision) -> None:
    if (folder / HISTORY).exists():
        shutil.copytree(folder / HISTORY, fresh / HISTORY)
    for name in (REVISION_FILE, SEAL_FILE):
        write_atomically(fresh / history_name(before.number, name), (folder / name).read_bytes())


def _swap(fresh: Path, folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        exchange(fresh, folder)
    else:
        fresh.rename(folder)
