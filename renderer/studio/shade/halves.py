"""Half floats as kernels read them: numba knows none, but 65 536 of them are soon looked up."""

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline, kernel

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


def floats_of(halves: NDArray[np.float16]) -> NDArray[np.float32]:
    """An array of halves as single floats, several times quicker than numpy has them."""
    bits = bits_of(halves)
    result = np.empty(bits.shape, np.float32)
    _look_up(bits.reshape(-1), HALVES, result.reshape(-1))
    return result


@kernel
def _look_up(bits: Bits, table: NDArray[np.float32], result: NDArray[np.float32]) -> None:
    for i in range(len(bits)):
        result[i] = table[bits[i]]
