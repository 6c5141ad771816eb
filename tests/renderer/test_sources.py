"""The state of a source is that of every file of ours below it; compiled kernels are kept by it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from renderer import sources
from renderer.jit import cache_folder

ROOM = Path(sources.__file__).parent
PACKAGES = ("renderer", "configurator", "workers", "livery")


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
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    return room


def state(path: Path) -> str:
    sources.state_of.cache_clear()
    sources.needed_by.cache_clear()
    return sources.state_of(path)


def test_a_change_anywhere_below_gives_another_state(house: Path) -> None:
    before = state(house / "shade.py")
    (house / "sky.py").write_text("BLUE = 2\n")
    assert state(house / "shade.py") != before


def test_a_change_elsewhere_keeps_the_state(house: Path) -> None:
    before = state(house / "shade.py")
    (house / "print.py").write_text("CYAN = 1\n")
    assert state(house / "shade.py") == before


def test_a_new_import_is_followed(house: Path) -> None:
    before = state(house / "print.py")
    (house / "print.py").write_text("import renderer.sky\n")
    with_sky = state(house / "print.py")
    (house / "sky.py").write_text("BLUE = 3\n")
    assert len({before, with_sky, state(house / "print.py")}) == 3


def test_imports_are_found_as_python_finds_them() -> None:
    for source in (path for package in PACKAGES for path in (sources.ROOT / package).rglob("*.py")):
        assert set(sources._imported_names(source.read_text())) >= set(by_syntax(source)), source


def by_syntax(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert not node.level, f"{source} imports by dots, which are not followed"
            yield from [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]


def test_a_template_beside_a_source_belongs_to_it(house: Path) -> None:
    before = state(house / "print.py")
    (house / "page.html").write_text("<p>")
    assert state(house / "print.py") != before


def test_kernels_of_two_rooms_are_kept_apart() -> None:
    sphere, compose = ROOM / "environment" / "sphere.py", ROOM / "studio" / "shade" / "compose.py"
    assert cache_folder(sphere) != cache_folder(compose)
