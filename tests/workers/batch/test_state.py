"""What stands is what was written, byte for byte."""

import os
from pathlib import Path

import numpy as np
import pytest

from workers.batch.put import put
from workers.batch.state import FILE, State, standing
from workers.batch.work import Made, kept_file
from workers.errors import FolderBusy


@pytest.fixture
def made(tmp_path: Path) -> Made:
    key = "0" * 64
    done = put(tmp_path, key, kept_file(key, "png"), b"0123456789", np.zeros((2, 3, 4), np.uint8))
    with State(tmp_path) as state:
        state.add([done])
    return done


def stands(folder: Path, made: Made, *, verify: bool = False) -> bool:
    with State(folder, verify=verify) as state:
        return made.key in state.made


def test_a_file_of_other_bytes_does_not_stand(made: Made, tmp_path: Path) -> None:
    assert stands(tmp_path, made)
    (tmp_path / made.file).write_bytes(b"9876543210")
    assert not stands(tmp_path, made)


def test_a_file_that_was_only_touched_stands(made: Made, tmp_path: Path) -> None:
    (tmp_path / made.file).touch()
    assert stands(tmp_path, made)


def test_verify_reads_what_looks_untouched(made: Made, tmp_path: Path) -> None:
    (tmp_path / made.file).write_bytes(b"9876543210")
    os.utime(tmp_path / made.file, ns=(made.mtime_ns, made.mtime_ns))
    assert stands(tmp_path, made)
    assert not stands(tmp_path, made, verify=True)


def test_what_was_said_last_of_a_key_holds(made: Made, tmp_path: Path) -> None:
    again = put(tmp_path, made.key, made.file, b"drawn again", np.zeros((2, 3, 4), np.uint8))
    with State(tmp_path) as state:
        state.add([again])
    assert stands(tmp_path, again)
    (tmp_path / FILE).write_bytes((tmp_path / FILE).read_bytes() + b'{"key": "cut o')
    assert stands(tmp_path, again)


def test_a_folder_is_filled_by_one_at_a_time(made: Made, tmp_path: Path) -> None:
    with State(tmp_path), pytest.raises(FolderBusy, match="Wait for its end"), State(tmp_path):
        pass
    assert stands(tmp_path, made)


def test_who_looks_at_a_folder_leaves_the_line_alone_that_another_is_writing(made: Made, tmp_path: Path) -> None:
    line = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(line[:40])
    assert standing(tmp_path) == {}
    with (tmp_path / FILE).open("ab") as file:
        file.write(line[40:])
    assert standing(tmp_path) == {made.key: made}
