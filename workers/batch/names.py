"""What the files of a batch are called. A picture lies under its key and has any number of names, as links to it.

A changed plan may give a name to another picture, swap two, or drop one. So names are never links to names, the
ones that change are taken away before any is given, and what a folder holds is on record before it holds it.
"""

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from renderer.store import write_atomically
from workers.batch.work import Made

FILE = ".batch/names.json"


class Names:
    """The names that a plan gives in a folder, over those that earlier ones gave."""

    def __init__(self, folder: Path, wanted: Mapping[str, str]) -> None:
        """`wanted`: name → key. A name that stood for another key is taken away at once."""
        self._folder = folder
        self._given = self.given(folder)
        self._names: dict[str, list[str]] = {}
        for name, key in wanted.items():
            self._names.setdefault(key, []).append(name)
            if self._given.get(name, key) != key:
                (folder / name).unlink(missing_ok=True)
        self._left = [name for name in self._given if name not in wanted]
        self._given |= wanted
        self._write()

    def give(self, made: Iterable[Made]) -> None:
        """Let files be found under all their names."""
        for each in made:
            for name in self._names.get(each.key, ()):
                link(self._folder / each.file, self._folder / name)

    @property
    def left(self) -> tuple[str, ...]:
        """Names of earlier plans that this one does not give, of files that are still there."""
        return tuple(name for name in self._left if (self._folder / name).exists())

    def drop(self, standing: Mapping[str, Made]) -> None:
        """Take the names of earlier plans away, and every file that no name is for; `standing` by key."""
        for name in self._left:
            (self._folder / name).unlink(missing_ok=True)
            self._given.pop(name)
            with suppress(OSError):  # the folder holds something else
                (self._folder / name).parent.rmdir()
        for key in standing.keys() - self._names.keys():
            (self._folder / standing[key].file).unlink(missing_ok=True)
        self._write()

    @staticmethod
    def given(folder: Path) -> dict[str, str]:
        """Name → key, as it is on record in `folder`."""
        try:
            return dict(json.loads((folder / FILE).read_bytes()))
        except FileNotFoundError:
            return {}

    def _write(self) -> None:
        write_atomically(self._folder / FILE, json.dumps(self._given, indent=0).encode())


def link(source: Path, name: Path) -> None:
    """Make `name` the file `source`; a copy where the disk knows no links."""
    if is_linked(source, name):
        return
    name.parent.mkdir(parents=True, exist_ok=True)
    partial = name.with_name(f".partial-{os.getpid()}-{name.name}")
    partial.unlink(missing_ok=True)
    try:
        os.link(source, partial)
    except OSError:
        shutil.copy2(source, partial)
    partial.replace(name)
    partial.unlink(missing_ok=True)


def is_linked(source: Path, name: Path) -> bool:
    """Whether `name` is the file `source`, or a copy of it that nobody has touched."""
    try:
        there, here = source.stat(), name.stat()
    except FileNotFoundError:
        return False
    return os.path.samestat(there, here) or (there.st_size, there.st_mtime_ns) == (here.st_size, here.st_mtime_ns)
