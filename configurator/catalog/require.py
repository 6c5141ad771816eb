"""Names that have to exist, and files that have to be there."""

from collections.abc import Collection, Iterable
from pathlib import Path

from configurator.errors import CatalogInvalid
from renderer.closest import closest


def require_name(file: Path, key: str, name: str, known: Collection[str], kind: str = "entry") -> None:
    """Raise `CatalogInvalid` about `key` of `file` unless `name` is known; offers the names that come nearest."""
    if name not in known:
        near = ", ".join(closest(name, known, 4))
        raise CatalogInvalid(file, key, f"there is no {kind} {name!r}.", near or f"there is no {kind} at all.")


def require_file(file: Path, key: str, path: Path) -> None:
    """Raise `CatalogInvalid` about `key` of `file` unless `path` is there."""
    if not path.is_file():
        raise CatalogInvalid(file, key, f"names {path.name}, which is not there.", f"a file in {path.parent.name}/.")


def refuse_twice(file: Path, key: str, names: Iterable[str]) -> None:
    """Raise `CatalogInvalid` about `key` of `file` where a name comes twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise CatalogInvalid(file, key, f"{name!r} is used twice.", "each name once.")
        seen.add(name)
