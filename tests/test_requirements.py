"""Everything that is imported is pinned, and what comes along with it too."""

import re
import sys
from importlib.metadata import packages_distributions

import pytest

from tests.test_imports import FLOORS, ROOT, imported

AUTHORS = ("models", "materials", "tests", "benchmarks")


def pins(file: str) -> dict[str, str]:
    """Version by distribution, as `file` pins it."""
    rows = re.findall(r"^([\w.-]+)(?:\[\w+\])?==(\S+)$", (ROOT / file).read_text(), re.MULTILINE)
    return {normalized(name): version for name, version in rows}


def normalized(name: str) -> str:
    """https://packaging.python.org/en/latest/specifications/name-normalization."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(
    ("folders", "files"),
    [(FLOORS, ["requirements.txt"]), (AUTHORS, ["requirements.txt", "requirements-dev.txt"])],
    ids=["runtime", "authoring"],
)
def test_every_import_is_listed(folders: tuple[str, ...], files: list[str]) -> None:
    listed = {name for file in files for name in pins(file)}
    outside = {name for folder in folders for file in (ROOT / folder).rglob("*.py") for name in imported(file)}
    outside -= {*FLOORS, *AUTHORS, *sys.stdlib_module_names}
    brought = packages_distributions()
    assert [name for name in sorted(outside) if listed.isdisjoint(map(normalized, brought.get(name, [name])))] == []


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_constraints_pin_the_same_versions(file: str) -> None:
    assert pins(file).items() <= pins("constraints.txt").items()
