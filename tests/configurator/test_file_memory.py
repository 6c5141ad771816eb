"""What is made of a file is made again for another state, another file and another question, and not else."""

from pathlib import Path

import pytest

from configurator.file_memory import made_once


def test_a_file_is_read_again_only_when_it_changes(tmp_path: Path) -> None:
    made: list[str] = []

    @made_once(8)
    def shouted(file: Path, mark: str) -> str:
        made.append(file.name)
        return file.read_text() + mark

    one, other = tmp_path / "one", tmp_path / "other"
    for file in (one, other):
        file.write_text("hey")
    assert [shouted(one, "!"), shouted(one, "!"), shouted(one, "?"), shouted(other, "!")] == [
        "hey!",
        "hey!",
        "hey?",
        "hey!",
    ]
    assert made == ["one", "one", "other"]
    one.write_text("hello")
    assert shouted(one, "!") == "hello!"
    one.unlink()
    with pytest.raises(FileNotFoundError):
        shouted(one, "!")


def test_a_failure_is_not_kept(tmp_path: Path) -> None:
    tries: list[Path] = []

    @made_once(8)
    def read(file: Path) -> str:
        tries.append(file)
        if len(tries) < 2:
            raise ValueError
        return file.read_text()

    (tmp_path / "one").write_text("hey")
    with pytest.raises(ValueError):
        read(tmp_path / "one")
    assert read(tmp_path / "one") == "hey"
