"""A bake on disk is whole, or made again."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import trimesh

from renderer.studio.bake import bake
from renderer.studio.bake.storage import Bake, array_names, load, load_whole, save
from tests.renderer.studio.studio_scene import StudioScene


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    arrays = {name: np.arange(12, dtype=np.float32).reshape(4, 3) for name in array_names()}
    save(Bake(width=4, height=3, zones=("left",), **arrays), tmp_path / "bake")  # type: ignore[arg-type]
    return tmp_path / "bake"


def test_what_is_saved_is_loaded(folder: Path) -> None:
    kept = load_whole(folder)
    assert kept is not None
    assert (kept.width, kept.height, kept.zones) == (4, 3, ("left",))
    assert all(np.array_equal(getattr(kept, name), np.arange(12).reshape(4, 3)) for name in array_names())
    assert [path.name for path in folder.parent.iterdir()] == ["bake"]


def test_where_nothing_is_nothing_is_loaded(tmp_path: Path) -> None:
    assert load_whole(tmp_path / "bake") is None


@pytest.mark.parametrize(
    "harm",
    [
        lambda folder: (folder / "light.npy").write_bytes(b""),
        lambda folder: (folder / "light.npy").write_bytes(bytes(176)),
        lambda folder: (folder / "light.npy").write_bytes((folder / "light.npy").read_bytes()[:-8]),
        lambda folder: (folder / "light.npy").unlink(),
        lambda folder: (folder / "bake.json").write_bytes(b""),
        lambda folder: (folder / "bake.json").write_text("{}"),
    ],
    ids=["empty", "zeros", "short", "gone", "words empty", "words gone"],
)
def test_what_a_power_cut_left_is_taken_away(folder: Path, harm: Callable[[Path], object]) -> None:
    harm(folder)
    assert load_whole(folder) is None
    assert list(folder.parent.iterdir()) == []


def test_of_two_that_save_at_once_the_first_stays(folder: Path) -> None:
    before = (folder / "light.npy").stat().st_ino
    save(load(folder), folder)
    assert (folder / "light.npy").stat().st_ino == before
    assert [path.name for path in folder.parent.iterdir()] == ["bake"]


def test_a_damaged_bake_is_made_again_as_it_was(scene: StudioScene, tmp_path: Path) -> None:
    scene.add(trimesh.creation.box((0.6, 0.6, 0.6)), "box")
    before = np.array(bake(scene.document, scene.shot(), scene.store, tmp_path).light)
    (baked,) = (tmp_path / "bakes").iterdir()
    (baked / "light.npy").write_bytes(b"")
    assert np.array_equal(bake(scene.document, scene.shot(), scene.store, tmp_path).light, before)
    assert (baked / "light.npy").stat().st_size > 0
