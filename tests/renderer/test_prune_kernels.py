"""Kernels of states of the code that are gone are deleted; those in use and fresh ones stay."""

import os
import time
from pathlib import Path

import pytest

from renderer import digest, jit
from renderer.prune_kernels import KEPT_SECONDS, prune_kernels


@pytest.fixture
def kernels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(jit, "KERNELS", tmp_path)
    return tmp_path


def compiled(folder: Path, seconds_ago: float) -> Path:
    """A folder with a kernel in it, as numba leaves it, last written so long ago."""
    inside = folder / "studio_5e1f"
    inside.mkdir(parents=True)
    (inside / "shade.nbi").write_bytes(b"kernel")
    for path in (inside, folder):
        os.utime(path, (time.time() - seconds_ago,) * 2)
    return folder


def test_only_what_nobody_used_for_long_is_deleted(kernels: Path) -> None:
    old = compiled(kernels / ("0d" * 8), KEPT_SECONDS + 60)
    fresh = compiled(kernels / ("fe" * 8), KEPT_SECONDS - 60)
    in_use = compiled(jit.cache_folder(Path(digest.__file__)), KEPT_SECONDS + 60)
    foreign = compiled(kernels / "anothers", KEPT_SECONDS + 60)
    assert prune_kernels() == 1
    assert foreign.exists()
    assert (old.exists(), fresh.exists(), in_use.exists()) == (False, True, True)
    assert in_use.stat().st_mtime > time.time() - 60


def test_a_kernel_added_lately_keeps_its_folder(kernels: Path) -> None:
    folder = compiled(kernels / ("5e" * 8), KEPT_SECONDS + 60)
    os.utime(folder / "studio_5e1f")
    assert prune_kernels() == 0
    assert folder.exists()


def test_where_nothing_was_compiled_nothing_happens(kernels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jit, "KERNELS", kernels / "none")
    assert prune_kernels() == 0
