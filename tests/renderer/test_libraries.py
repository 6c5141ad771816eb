"""A library that is pinned anew gives other names to what is made with it; nothing else does."""

from pathlib import Path

import pytest

from renderer.libraries import PINS, libraries


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in PINS:
        (tmp_path / name).write_text("numpy==1\n")
    return tmp_path


@pytest.mark.parametrize("name", PINS)
def test_another_version_is_another_state(root: Path, name: str) -> None:
    before = libraries(root)
    (root / name).write_text("numpy==2\n")
    libraries.cache_clear()
    assert libraries(root) != before
    (root / name).write_text("numpy==1\n")
    libraries.cache_clear()
    assert libraries(root) == before


def test_without_pins_what_is_installed_counts(tmp_path: Path) -> None:
    first = libraries(tmp_path / "here")
    assert first == libraries(tmp_path / "there") != libraries()
