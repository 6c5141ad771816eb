"""What a home keeps so that pictures come sooner goes when nobody uses it, or when it is too much; never in use."""

import os
import time
from pathlib import Path

import pytest

from workers.prune_bakes import FRESH_SECONDS, Pruned, prune

DAY = 86400.0


def kept(bakes: Path, name: str, days: float, size: int = 100) -> Path:
    """A bake of two files of `size` bytes each, or a file, last used so many days ago."""
    path = bakes / name
    files = [path] if path.suffix else [path / "bake.json", path / "light.npy"]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bytes(size))
    at = time.time() - days * DAY
    for each in (*files, path):
        os.utime(each, (at, at))
    return path


def pruned(bakes: Path, days: float = 30, room: float = 1e9, *, dry_run: bool = False) -> Pruned:
    return prune(bakes, days * DAY, room, dry_run=dry_run)


def test_what_nobody_has_used_for_long_goes(tmp_path: Path) -> None:
    young, old = kept(tmp_path, "bakes/a", 29), kept(tmp_path, "bakes/b", 31)
    light = kept(tmp_path, "environments/c.npz", 31)
    assert pruned(tmp_path, dry_run=True) == pruned(tmp_path) == Pruned(1, 200, 2, 300)
    assert [path.exists() for path in (young, old, light)] == [True, False, False]


def test_what_was_read_lately_stays(tmp_path: Path) -> None:
    old = kept(tmp_path, "bakes/a", 31)
    os.utime(old / "light.npy", (time.time() - DAY, time.time() - 31 * DAY))
    assert pruned(tmp_path).removed == 0


def test_of_too_much_goes_what_was_used_longest_ago(tmp_path: Path) -> None:
    bakes = [kept(tmp_path, f"bakes/{days}", days) for days in (3, 1, 2)]
    assert pruned(tmp_path, room=450).bytes == 200
    assert [path.exists() for path in bakes] == [False, True, True]


@pytest.mark.parametrize(("seconds", "stays"), [(FRESH_SECONDS - 60, True), (FRESH_SECONDS + 60, False)])
def test_what_is_used_now_stays_and_what_somebody_was_killed_over_goes(
    tmp_path: Path, seconds: float, *, stays: bool
) -> None:
    partial, whole = kept(tmp_path, "bakes/.partial-x", seconds / DAY), kept(tmp_path, "bakes/a", seconds / DAY)
    pruned(tmp_path, days=0, room=0)
    assert (partial.exists(), whole.exists()) == (stays, stays)
    left = kept(tmp_path, "bakes/.partial-y", 2 * FRESH_SECONDS / DAY)
    pruned(tmp_path)
    assert not left.exists()


def test_where_nothing_was_ever_drawn_there_is_nothing_to_do(tmp_path: Path) -> None:
    assert pruned(tmp_path / "bakes") == Pruned()
