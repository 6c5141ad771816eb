"""Single floats in kernels: an AVX2 processor computes eight of them at once, and four doubles.

A kernel's result is as wide as the widest number that goes into it, so that one constant of Python's makes all double.
"""

import math
from typing import cast

import numpy as np

from renderer.jit import inline


def single(number: float) -> float:
    """A constant that leaves singles single; beside doubles it is the number to 6e-8 of itself."""
    return cast("float", np.float32(number))


ZERO, HALF, ONE, TWO, FOUR, PI = (single(number) for number in (0.0, 0.5, 1.0, 2.0, 4.0, math.pi))


@inline
def narrowed(number: float) -> float:
    """A double as a single, in a kernel."""
    return np.float32(number)  # type: ignore[return-value]  # numpy's scalars are no floats to mypy
