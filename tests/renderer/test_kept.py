"""What is kept is what would be made."""

from pathlib import Path

import pytest

from renderer.kept import kept, kept_in


def counted(room: str, made_from: object, made: list[object]) -> bytes:
    def make() -> bytes:
        made.append(made_from)
        return repr(made_from).encode()

    return kept(room, made_from, __file__, make)


def test_equal_inputs_are_made_once_and_others_apart(tmp_path: Path) -> None:
    made: list[object] = []
    with kept_in(tmp_path):
        assert counted("a", [1, "x"], made) == counted("a", [1, "x"], made) == b"[1, 'x']"
        assert counted("a", [2, "x"], made) == b"[2, 'x']"
        assert counted("b", [1, "x"], made) == b"[1, 'x']"
    assert made == [[1, "x"], [2, "x"], [1, "x"]]


def test_nothing_is_kept_outside_of_a_folder(tmp_path: Path) -> None:
    made: list[object] = []
    with kept_in(tmp_path):
        counted("a", [1], made)
    counted("a", [1], made)
    assert made == [[1], [1]]


def test_another_process_finds_it(tmp_path: Path) -> None:
    with kept_in(tmp_path):
        kept("a", [1], __file__, lambda: b"first")
        assert kept("a", [1], __file__, lambda: b"second") == b"first"


def test_another_version_of_a_library_makes_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with kept_in(tmp_path):
        kept("a", [1], __file__, lambda: b"first")
        monkeypatch.setattr("renderer.kept.libraries", lambda: "newer")
        assert kept("a", [1], __file__, lambda: b"second") == b"second"


@pytest.mark.parametrize("left", [b"", b"fir", b"\0" * 9])
def test_what_a_loss_of_power_left_is_made_again(tmp_path: Path, left: bytes) -> None:
    with kept_in(tmp_path):
        kept("a", [1], __file__, lambda: b"first")
        (file,) = (tmp_path / "a").iterdir()
        file.write_bytes(left)
        assert kept("a", [1], __file__, lambda: b"second") == b"second"
        assert kept("a", [1], __file__, lambda: b"third") == b"second"
