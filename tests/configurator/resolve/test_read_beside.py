import os
from pathlib import Path

import pytest

from configurator.resolve import read_beside as module
from configurator.resolve.read_beside import FileRefused, read_beside


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "order"
    (inside / "art").mkdir(parents=True)
    (inside / "wildcats.svg").write_text("<svg/>")
    (inside / "art" / "crest.png").write_bytes(b"png")
    (tmp_path / "secret.svg").write_text("secret")
    (inside / "link.svg").symlink_to(tmp_path / "secret.svg")
    return inside


def refusal(folder: Path | None, name: str) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read_beside(folder, name)
    return caught.value


def test_files_beside_and_below_are_read(folder: Path) -> None:
    assert read_beside(folder, "wildcats.svg") == b"<svg/>"
    assert read_beside(folder, "art/crest.png") == b"png"


@pytest.mark.parametrize("name", ["../secret.svg", "/etc/passwd", "art/../../secret.svg", "link.svg", "art\\x.svg"])
def test_nothing_outside_is_read_however_it_is_named(folder: Path, name: str) -> None:
    assert refusal(folder, name).code == "FILE_OUTSIDE"


@pytest.mark.parametrize("name", ["wildcat.svg", "", ".", "art", "a\0b", "x" * 5000])
def test_what_is_not_there_leads_to_what_is(folder: Path, name: str) -> None:
    refused = refusal(folder, name)
    assert refused.code == "FILE_MISSING"
    assert "wildcats.svg" in refused.suggestions


def test_what_only_calls_itself_a_picture_is_not_offered(folder: Path) -> None:
    assert "crest.png" not in refusal(folder, "wildcat.svg").suggestions
    (folder / "wildcut.svg").write_text("notes on cats")
    assert refusal(folder, "wildcat.svg").suggestions == ("wildcats.svg",)


def test_a_configuration_without_files_has_none() -> None:
    assert refusal(None, "wildcats.svg").code == "FILE_MISSING"


def test_a_huge_file_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 3)
    assert refusal(folder, "wildcats.svg").code == "FILE_TOO_LARGE"


def test_what_is_no_file_is_not_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe.svg")
    assert refusal(folder, "pipe.svg").code == "FILE_MISSING"


def test_a_folder_that_is_gone_has_nothing_to_offer(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone", "wildcats.svg").suggestions == ()
