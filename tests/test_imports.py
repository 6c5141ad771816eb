"""Imports go only downward: livery → workers → configurator → renderer."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("livery", "workers", "configurator", "renderer")
"""From the top of the house to the bottom."""
ONLY_WORKERS_KNOW = {"celery", "kombu"}
ROOMS = ("cli", "pages", "api")
"""Of the top floor, in the order in which they may know of each other."""
PUTS_TOGETHER = "livery/api/app.py"
"""The application: the API with the pages before it."""


def modules(file: Path) -> Iterator[str]:
    """What `file` imports anywhere, also inside functions."""
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


def imported(file: Path) -> Iterator[str]:
    """Top-level packages of those."""
    return (name.partition(".")[0] for name in modules(file))


@pytest.mark.parametrize("floor", FLOORS)
def test_no_floor_imports_from_above(floor: str) -> None:
    forbidden = {*FLOORS[: FLOORS.index(floor)], "tests", "benchmarks"}
    if floor != "workers":
        forbidden |= ONLY_WORKERS_KNOW
    upward = {
        f"{file.relative_to(ROOT)} imports {name}"
        for file in (ROOT / floor).rglob("*.py")
        for name in imported(file)
        if name in forbidden
    }
    assert not upward


@pytest.mark.parametrize("room", ROOMS[1:])
def test_no_room_of_the_top_floor_imports_from_one_before_it(room: str) -> None:
    before = tuple(f"livery.{each}" for each in ROOMS[: ROOMS.index(room)])
    upward = {
        f"{file.relative_to(ROOT)} imports {name}"
        for file in (ROOT / "livery" / room).rglob("*.py")
        for name in modules(file)
        if name.startswith(before) and str(file.relative_to(ROOT)) != PUTS_TOGETHER
    }
    assert not upward


@pytest.mark.parametrize("floor", FLOORS)
def test_every_floor_is_imported_by_its_folder_path(floor: str) -> None:
    relative = [
        str(file.relative_to(ROOT))
        for file in (ROOT / floor).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_bytes()))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not relative


def test_imports_inside_functions_are_seen(tmp_path: Path) -> None:
    file = tmp_path / "sneaky.py"
    file.write_text("def late():\n    from livery.cli import main\n    import celery.app\n")
    assert set(imported(file)) == {"livery", "celery"}


def test_who_asks_what_is_valid_does_not_wait_for_what_draws() -> None:
    code = "import livery.cli.validate, livery.cli.price, sys; print({'numba', 'typst', 'fastapi'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
