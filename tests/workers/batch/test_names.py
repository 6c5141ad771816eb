"""A name shows what the plan of now means by it, whatever earlier plans meant."""

from pathlib import Path

import numpy as np

from workers.batch.names import Names
from workers.batch.put import put
from workers.batch.work import Made, kept_file

PIXELS = np.zeros((2, 3, 4), np.uint8)


def made(folder: Path, key: str) -> Made:
    return put(folder, key, kept_file(key, "png"), key.encode(), PIXELS)


def shown(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in sorted(folder.glob("[!.]*/*"))}


def test_swapped_names_show_each_others_pictures(tmp_path: Path) -> None:
    both = [made(tmp_path, "red"), made(tmp_path, "blue")]
    Names(tmp_path, {"a/1": "red", "a/2": "blue"}).give(both)
    Names(tmp_path, {"a/1": "blue", "a/2": "red"}).give(both)
    assert shown(tmp_path) == {"a/1": "blue", "a/2": "red"}
    assert all((tmp_path / each.file).read_text() == each.key for each in both)


def test_a_name_whose_picture_is_not_there_yet_shows_no_other(tmp_path: Path) -> None:
    red = made(tmp_path, "red")
    Names(tmp_path, {"a/1": "red", "a/2": "red"}).give([red])
    Names(tmp_path, {"a/1": "blue", "a/2": "red"}).give([red])
    assert shown(tmp_path) == {"a/2": "red"}


def test_what_an_earlier_plan_left_is_told_and_goes_when_asked(tmp_path: Path) -> None:
    standing = {key: made(tmp_path, key) for key in ("red", "blue")}
    Names(tmp_path, {"a/1": "red", "b/2": "blue"}).give(standing.values())
    (tmp_path / "b" / "mine.txt").write_text("mine")
    names = Names(tmp_path, {"a/1": "red"})
    names.give(standing.values())
    assert list(names.left) == ["b/2"]
    names.drop(standing)
    assert list(names.left) == []
    assert shown(tmp_path) == {"a/1": "red", "b/mine.txt": "mine"}
    assert not (tmp_path / standing["blue"].file).exists()
    assert Names(tmp_path, {"a/1": "red"}).left == ()


def test_a_run_that_was_cut_off_is_remembered_by_the_next(tmp_path: Path) -> None:
    red = made(tmp_path, "red")
    Names(tmp_path, {"a/1": "red"}).give([red])
    Names(tmp_path, {"a/2": "red"})
    after = Names(tmp_path, {"a/3": "red"})
    after.give([red])
    assert after.left == ("a/1",)
