"""Half floats as kernels read them: numba knows none, but 65 536 of them are soon looked up."""

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline

Bits = NDArray[np.uint16]

HALVES = np.arange(1 << 16, dtype=np.uint16).view(np.float16).astype(np.float32)
"""The value of each pattern of bits."""


def bits_of(halves: NDArray[np.float16]) -> Bits:
    """An array of halves as its bits, the same memory."""
    return np.ascontiguousarray(halves).view(np.uint16)


@inline
def half(table: NDArray[np.float32], bits: int) -> float:
    """The number that these bits are; `table` is `HALVES`."""
    return float(table[bits])
