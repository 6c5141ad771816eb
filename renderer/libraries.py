"""The state of other people's code: a new version of a library may draw or write something else."""

from functools import cache
from importlib.metadata import PackageNotFoundError, distributions, requires
from pathlib import Path

from renderer.digest import digest_value
from renderer.sources import ROOT

PINS = ("requirements.txt", "package-lock.json")
"""Beside our packages in a checkout; between them they name every library with its version."""


@cache
def libraries(root: Path = ROOT) -> str:
    """SHA-256, hex, over the pinned libraries of Python and npm; where the pins lie elsewhere, over what is installed.

    All of them, for a list of those that decide bytes is a list that somebody forgets to write on.
    """
    pins = {name: (root / name).read_text(encoding="utf-8") for name in PINS if (root / name).is_file()}
    return digest_value(pins if len(pins) == len(PINS) else {**pins, "installed": _installed()})


def _installed() -> list[str]:
    """Name and version of every distribution here; what Livery itself requires, where that is known, decides."""
    try:
        ours = {_name(each) for each in requires("livery") or ()}
    except PackageNotFoundError:
        ours = set()
    found = {f"{_canonical(each.metadata['Name'])}=={each.version}" for each in distributions()}
    return sorted(each for each in found if not ours or each.split("==")[0] in ours)


def _name(requirement: str) -> str:
    return _canonical(requirement.split("==", 1)[0].split("[", 1)[0])


def _canonical(name: str) -> str:
    return name.strip().lower().replace("_", "-")
