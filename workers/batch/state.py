"""What a batch has done, as lines that are only ever added: a process may be killed between any two bytes."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self

from renderer.digest import digest_bytes
from workers.batch.work import Made

FILE = ".batch/made.ndjson"


class State:
    """The files of a batch by what their bytes depend on. One process at a time writes."""

    def __init__(self, folder: Path, *, verify: bool = False) -> None:
        self._folder = folder
        self._verify = verify
        self._path = folder / FILE
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self.made: dict[str, Made] = {}
        """Target key → what was made, of files that are still there as they were written."""
        self.made = {made.key: made for made in self._latest() if self._stands(made)}
        self._file = self._path.open("ab")
        if self._path.stat().st_size and not self._path.read_bytes().endswith(b"\n"):
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

    def _latest(self) -> Iterable[Made]:
        """What was said last of each key."""
        said: dict[str, Made] = {}
        for line in self._path.read_bytes().split(b"\n") if self._path.exists() else []:
            try:
                made = Made(**json.loads(line))
            except (ValueError, TypeError):
                continue  # the line at which the last run was killed, or one of an older Livery
            said[made.key] = made
        return said.values()

    def _stands(self, made: Made) -> bool:
        """Whether the file holds what was written: its bytes are read where anything about it has changed."""
        path = self._folder / made.file
        try:
            found = path.stat()
            if found.st_size != made.size:
                return False
            untouched = found.st_mtime_ns == made.mtime_ns and not self._verify
            return untouched or digest_bytes(path.read_bytes()) == made.sha256
        except OSError:
            return False
