"""The state of code: a digest over a file and all of ours that it imports, for the names of what that code makes."""

import ast
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds our packages."""
BESIDE = (".html", ".css", ".typ", ".toml", ".vert", ".frag")
"""Files beside a source that it reads and that decide what it makes."""


@cache
def state_of(source: Path) -> str:
    """SHA-256, hex, over `source`, everything of ours that it imports, near or far, and templates beside those."""
    state = hashlib.sha256()
    for path in sorted(closure(source)):
        state.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return state.hexdigest()


def closure(source: Path) -> set[Path]:
    """`source` and what it imports, near or far; a package counts as its `__init__.py`."""
    found, waiting = {source}, [source]
    while waiting:
        new = needed_by(waiting.pop()) - found
        found |= new
        waiting.extend(path for path in new if path.suffix == ".py")
    return found


@cache
def needed_by(source: Path) -> frozenset[Path]:
    """Our own files that `source` imports itself, and the templates beside it."""
    names = set(_imported_names(ast.parse(source.read_bytes())))
    stems = [ROOT.joinpath(*name.split(".")) for name in names]
    files = [stem.with_suffix(".py") for stem in stems] + [stem / "__init__.py" for stem in stems]
    templates = (path for path in source.parent.iterdir() if path.suffix in BESIDE)
    return frozenset([*(file for file in files if file.is_file()), *templates])


def _imported_names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
