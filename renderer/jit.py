"""Numba with the settings that all kernels share: compiled once, cached on disk, strict floating point."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

from renderer.sources import ROOT, state_of

KERNELS = Path(os.environ.get("NUMBA_CACHE_DIR") or ROOT / ".cache" / "kernels")

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])

_kernels: list[Any] = []


def load_kernels() -> int:
    """Load what is compiled of every kernel that there is so far, and count it; nothing is compiled for it.

    A process that others are forked from does so once for all of them. Numba has no public way to ask what it keeps.
    """
    loaded = 0
    for each in _kernels:
        target = each.targetctx.codegen()
        for key in each._cache._cache_file._load_index():
            if key == each._cache._index_key(key[0], target):
                each.compile(key[0])
                loaded += 1
    return loaded


def kernel(function: FunctionT) -> FunctionT:
    """Compile `function`. Without fast-math and without threads, so that bytes are the same on every run."""
    compiled = _compiled(function, cache=True)
    _kernels.append(compiled)
    return compiled


def inline(function: FunctionT) -> FunctionT:
    """Compile `function` for use inside kernels."""
    return _compiled(function, cache=True, inline="never")


def melt(function: FunctionT) -> FunctionT:
    """Compile `function` into each kernel that calls it, for steps of a kernel that are handed many arrays.

    Handing arrays from function to function costs more than most steps do; compiling takes longer this way.
    """
    return _compiled(function, inline="always")


def _compiled(function: FunctionT, **options: Any) -> FunctionT:  # noqa: ANN401 - numba's own options
    # `_nrt`: no counting of references, which took half the time of kernels that hand arrays on; in return a kernel
    # makes no array, it is handed what it fills. Numba reads its folder at the moment that a function is decorated.
    setattr(numba.config, "CACHE_DIR", str(cache_folder(_source(function))))  # noqa: B010
    options |= {"nogil": True, "error_model": "numpy", "_nrt": False}
    return cast("FunctionT", numba.njit(**options)(function))


def _source(function: Callable[..., Any]) -> Path:
    return Path(sys.modules[function.__module__].__file__ or __file__).resolve()


def cache_folder(source: Path) -> Path:
    """Where the compiled kernels of a file are kept: a folder for each state of it and of all that it imports.

    Numba looks at the file of a kernel alone, and would go on using a copy of a function or a constant that it took in
    from another file and that has changed since.
    """
    return KERNELS / state_of(source)[:16]
