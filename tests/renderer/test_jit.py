"""Compiled kernels are kept by the state of every file that they are made from."""

from pathlib import Path

import pytest

from renderer import jit

ROOM = Path(jit.__file__).parent


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small renderer: `shade` imports `look`, which imports `sky`; `print` stands alone."""
    room = tmp_path / "renderer"
    room.mkdir()
    (room / "__init__.py").write_text("")
    (room / "shade.py").write_text("from renderer.look import up\n")
    (room / "look.py").write_text("from renderer import sky\n")
    (room / "sky.py").write_text("BLUE = 1\n")
    (room / "print.py").write_text("")
    monkeypatch.setattr(jit, "ROOM", room)
    return room


def folder(path: Path) -> Path:
    jit.cache_folder.cache_clear()
    jit._imports.cache_clear()
    return jit.cache_folder(path)


def test_a_change_anywhere_below_gives_another_folder(house: Path) -> None:
    before = folder(house / "shade.py")
    (house / "sky.py").write_text("BLUE = 2\n")
    assert folder(house / "shade.py") != before


def test_a_change_elsewhere_keeps_the_folder(house: Path) -> None:
    before = folder(house / "shade.py")
    (house / "print.py").write_text("CYAN = 1\n")
    assert folder(house / "shade.py") == before


def test_a_new_import_is_followed(house: Path) -> None:
    before = folder(house / "print.py")
    (house / "print.py").write_text("import renderer.sky\n")
    with_sky = folder(house / "print.py")
    (house / "sky.py").write_text("BLUE = 3\n")
    assert len({before, with_sky, folder(house / "print.py")}) == 3


def test_kernels_of_two_rooms_are_kept_apart() -> None:
    sphere, compose = ROOM / "environment" / "sphere.py", ROOM / "studio" / "shade" / "compose.py"
    assert jit.cache_folder(sphere) != jit.cache_folder(compose)
