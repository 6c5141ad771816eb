"""What a batch has done, as lines that are only ever added: a process may be killed between any two bytes."""

import fcntl
import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self

from renderer.digest import digest_bytes
from workers.batch.work import Made
from workers.errors import FolderBusy

FILE = ".batch/made.ndjson"


class State:
    """The files of a batch by what their bytes depend on, for the one process that adds to them."""

    def __init__(self, folder: Path, *, verify: bool = False) -> None:
        """Raises `FolderBusy` while another process has it open; one that is killed lets go of it."""
        path = folder / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("ab")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            message = f"Another batch is filling {folder}. Wait for its end, or name another folder."
            raise FolderBusy(message) from None
        self.made = standing(folder, verify=verify)
        """Target key → what was made, of files that are still there as they were written."""
        if path.stat().st_size and not path.read_bytes().endswith(b"\n"):
            self._file.write(b"\n")

    def add(self, made: Iterable[Made]) -> None:
        """Remember files that have reached the disk."""
        lines = list(made)
        self.made |= {each.key: each for each in lines}
        self._file.write(b"".join(json.dumps(asdict(each)).encode() + b"\n" for each in lines))
        self._file.flush()
        os.fsync(self._file.fileno())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


def standing(folder: Path, *, verify: bool = False) -> dict[str, Made]:
    """Target key → what was made, of files that are still there as they were written; nothing is changed for it."""
    return {made.key: made for made in _latest(folder / FILE) if _stands(folder / made.file, made, verify=verify)}


def _latest(path: Path) -> Iterable[Made]:
    """What was said last of each key."""
    said: dict[str, Made] = {}
    for line in path.read_bytes().split(b"\n") if path.exists() else []:
        try:
            made = Made(**json.loads(line))
        except (ValueError, TypeError):
            continue  # the line at which the last run was killed, or one of an older Livery
        said[made.key] = made
    return said.values()


def _stands(path: Path, made: Made, *, verify: bool) -> bool:
    """Whether the file holds what was written: its bytes are read where anything about it has changed."""
    try:
        found = path.stat()
        if found.st_size != made.size:
            return False
        untouched = found.st_mtime_ns == made.mtime_ns and not verify
        return untouched or digest_bytes(path.read_bytes()) == made.sha256
    except OSError:
        return False
