"""What a home keeps so that pictures come sooner, and when it goes: bakes, environments, finishes, stitches.

All of it can be made again, byte for byte. Who has a bake open keeps it: its pages stay mapped until they are closed.
"""

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from renderer.studio.bake.storage import discard

FRESH_SECONDS = 3600.0
"""What was made or read within the hour stays, however little room there is: somebody may be about to open it."""


@dataclass(frozen=True)
class Kept:
    """One thing: the folder of a bake, or a file."""

    path: Path
    bytes: int
    used_at: float
    """When it was made or last read, in seconds since 1970. A file system may be up to a day behind with that."""

    @property
    def is_whole(self) -> bool:
        """Whether it has been written to its end."""
        return not self.path.name.startswith(".")


@dataclass
class Pruned:
    """What was found, and let go of."""

    kept: int = 0
    kept_bytes: int = 0
    removed: int = 0
    bytes: int = 0


def prune(bakes: Path, seconds: float, room: float, *, dry_run: bool) -> Pruned:
    """Let go of what nobody has used for `seconds`, of what was used longest ago where all takes more than `room`
    bytes, and of what somebody was killed over."""
    found, now = Pruned(), time.time()
    for each in sorted(things(bakes), key=lambda thing: thing.used_at, reverse=True):
        idle = now - each.used_at
        needed = each.is_whole and idle <= seconds and found.kept_bytes + each.bytes <= room
        if needed or idle < FRESH_SECONDS:
            found.kept, found.kept_bytes = found.kept + 1, found.kept_bytes + each.bytes
        else:
            found.removed, found.bytes = found.removed + 1, found.bytes + each.bytes
            let_go(each.path, dry_run=dry_run)
    return found


def things(bakes: Path) -> Iterator[Kept]:
    """All that lies there; what goes while we look is gone."""
    for path in bakes.glob("*/*"):
        with suppress(FileNotFoundError):
            files = [each.stat() for each in (path.iterdir() if path.is_dir() else [path])]
            used = max([path.stat().st_mtime, *(max(file.st_atime, file.st_mtime) for file in files)])
            yield Kept(path, sum(file.st_size for file in files), used)


def let_go(path: Path, *, dry_run: bool) -> None:
    """Delete it so that no reader meets half of it."""
    if dry_run:
        return
    if path.is_dir():
        discard(path)
    else:
        path.unlink(missing_ok=True)
