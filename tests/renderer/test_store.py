"""A folder of blobs keeps what was put, notices damage, mends it, and lets several readers notice at once."""

import os
from pathlib import Path

import pytest

from renderer.errors import BlobMissing
from renderer.store import FolderStore, write_atomically

DATA = b"a picture of a cart"


@pytest.mark.parametrize("damaged", [b"", DATA[:-3], DATA[:-1] + b"?"], ids=["empty", "short", "another byte"])
def test_what_is_damaged_is_missing_until_it_is_put_again(tmp_path: Path, damaged: bytes) -> None:
    store = FolderStore(tmp_path)
    blob = store.put(DATA)
    store.path(blob).write_bytes(damaged)
    assert not store.holds(blob)
    assert store.path(blob).with_suffix(".damaged").read_bytes() == damaged
    store.path(blob).write_bytes(damaged)
    assert store.put(DATA) == blob
    assert store.get(blob) == DATA


def test_what_is_whole_is_not_written_again(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    path = store.path(store.put(DATA))
    before = path.stat()
    store.put(DATA)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_reader_whom_another_forestalls_hears_of_the_damage_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(tmp_path)
    blob = store.put(DATA)
    store.path(blob).write_bytes(b"damaged")
    replace = Path.replace

    def forestalled(path: Path, target: Path) -> Path:
        replace(path, target)
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", forestalled)
    with pytest.raises(BlobMissing, match="Run it again"):
        store.get(blob)


def test_writing_leaves_the_umask_alone_and_follows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_to: list[int] = []
    umask = os.umask(0)
    os.umask(umask)
    monkeypatch.setattr(os, "umask", set_to.append)
    write_atomically(tmp_path / "file", DATA)
    assert not set_to
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o666 & ~umask


def test_the_disk_is_waited_for_by_what_has_to_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    fsync = os.fsync

    def counted(handle: int) -> None:
        synced.append(handle)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", counted)
    store = FolderStore(tmp_path)
    blob = store.lay(b"a preview")
    assert (store.get(blob), len(synced)) == (b"a preview", 0)
    assert store.put(b"a preview") == blob
    assert len(synced) == 1
