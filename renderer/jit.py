"""Numba with the settings that all kernels share: compiled once, cached on disk, strict floating point."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

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
