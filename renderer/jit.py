"""Numba with the settings that all kernels share: compiled once, cached on disk, strict floating point."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

ROOM = Path(__file__).resolve().parent


def cache_folder() -> Path:
    """Where compiled kernels are kept: a folder for each state of all their sources.

    Numba looks at the file of a kernel alone, and would go on using a copy of a function that it took in from another
    file and that has changed since.
    """
    sources = [data for path in sorted(ROOM.rglob("*.py")) if b"renderer.jit" in (data := path.read_bytes())]
    return ROOM.parent / ".cache" / "kernels" / hashlib.sha256(b"".join(sources)).hexdigest()[:16]


if "NUMBA_CACHE_DIR" not in os.environ:
    setattr(numba.config, "CACHE_DIR", str(cache_folder()))  # noqa: B010 - numba makes its settings at run time

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])


def kernel(function: FunctionT) -> FunctionT:
    """Compile `function`. Without fast-math and without threads, so that bytes are the same on every run."""
    return cast("FunctionT", numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def inline(function: FunctionT) -> FunctionT:
    """Compile `function` for use inside kernels."""
    return cast("FunctionT", numba.njit(cache=True, nogil=True, error_model="numpy", inline="never")(function))


def melt(function: FunctionT) -> FunctionT:
    """Compile `function` into each kernel that calls it, for steps of a kernel that are handed many arrays.

    Handing arrays from function to function costs more than most steps do; compiling takes longer this way.
    """
    return cast("FunctionT", numba.njit(nogil=True, error_model="numpy", inline="always")(function))
