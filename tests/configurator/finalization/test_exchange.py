"""One folder in the place of another."""

import errno
from pathlib import Path

import pytest

from configurator.finalization import exchange as exchanging
from configurator.finalization.exchange import exchange


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "word").write_text(name)
    return tmp_path / "new", tmp_path / "old"


def words(*folders: Path) -> list[str]:
    return [(folder / "word").read_text() for folder in folders]


def test_each_bears_the_others_name(folders: tuple[Path, Path]) -> None:
    exchange(*folders)
    assert words(*folders) == ["old", "new"]


def test_a_system_that_cannot_takes_two_steps(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchanging, "RENAME_EXCHANGE", 1 << 20)
    exchange(*folders)
    assert words(*folders) == ["old", "new"]
    assert sorted(path.name for path in folders[0].parent.iterdir()) == ["new", "old"]


def test_what_is_not_there_is_said(folders: tuple[Path, Path]) -> None:
    with pytest.raises(OSError, match="nowhere") as refused:
        exchange(folders[0], folders[1].with_name("nowhere"))
    assert refused.value.errno == errno.ENOENT
    assert words(*folders) == ["new", "old"]
