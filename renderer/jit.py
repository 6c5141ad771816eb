"""Numba with the settings that all kernels share: compiled once, cached on disk, strict floating point."""

import ast
import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

ROOM = Path(__file__).resolve().parent
KERNELS = Path(os.environ.get("NUMBA_CACHE_DIR") or ROOM.parent / ".cache" / "kernels")

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])


def kernel(function: FunctionT) -> FunctionT:
    """Compile `function`. Without fast-math and without threads, so that bytes are the same on every run."""
    return _compiled(function, cache=True)


def inline(function: FunctionT) -> FunctionT:
    """Compile `function` for use inside kernels."""
    return _compiled(function, cache=True, inline="never")


def melt(function: FunctionT) -> FunctionT:
    """Compile `function` into each kernel that calls it, for steps of a kernel that are handed many arrays.

    Handing arrays from function to function costs more than most steps do; compiling takes longer this way.
    """
    return _compiled(function, inline="always")


def _compiled(function: FunctionT, **options: Any) -> FunctionT:  # noqa: ANN401 - numba's own options
    # Numba makes its settings at run time, and reads the folder at the moment a function is decorated.
    setattr(numba.config, "CACHE_DIR", str(cache_folder(_source(function))))  # noqa: B010
    return cast("FunctionT", numba.njit(nogil=True, error_model="numpy", **options)(function))


def _source(function: Callable[..., Any]) -> Path:
    return Path(sys.modules[function.__module__].__file__ or __file__).resolve()


@cache
def cache_folder(source: Path) -> Path:
    """Where the compiled kernels of a file are kept: a folder for each state of it and of all that it imports.

    Numba looks at the file of a kernel alone, and would go on using a copy of a function or a constant that it took in
    from another file and that has changed since.
    """
    state = hashlib.sha256(numba.__version__.encode())
    for path in sorted(_closure(source)):
        state.update(path.read_bytes())
    return KERNELS / state.hexdigest()[:16]


def _closure(source: Path) -> set[Path]:
    found, waiting = {source}, [source]
    while waiting:
        new = _imports(waiting.pop()) - found
        found |= new
        waiting.extend(new)
    return found


@cache
def _imports(source: Path) -> frozenset[Path]:
    """The renderer's own files that `source` imports; a package counts as its `__init__.py`."""
    names = set(_imported_names(ast.parse(source.read_bytes())))
    stems = [ROOM.parent.joinpath(*name.split(".")) for name in names if name.split(".")[0] == ROOM.name]
    files = [stem.with_suffix(".py") for stem in stems] + [stem / "__init__.py" for stem in stems]
    return frozenset(file for file in files if file.is_file())


def _imported_names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
