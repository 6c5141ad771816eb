"""Half floats as kernels read and write them: numba knows none, but 65 536 of them are soon looked up."""

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline, kernel

Bits = NDArray[np.uint16]
Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

HALVES = np.arange(1 << 16, dtype=np.uint16).view(np.float16).astype(np.float32)
"""The value of each pattern of bits."""
LARGEST, NO_NUMBER = 0x7BFF, 0x7E00
"""Bits of the largest half, and of what is no number."""
SINGLE_SIGN, SINGLE_INFINITE, SINGLE_LARGEST, SINGLE_NORMAL = 0x80000000, 0x7F800000, 0x477FF000, 0x38800000
"""Bits of single floats: sign, infinity, what is rounded beyond the largest half, the least half with all its bits."""
LOST_BITS = 13
"""Of a single's mantissa."""
EXPONENTS = 0x38000000
"""Difference between the exponents' biases, in place."""
LEAST = np.float32(2.0**24)
"""How many of the least half are 1."""
WHOLE = np.float32(1.5 * 2**23)
"""Added and taken away again it leaves the nearest whole number, the even of two."""


def bits_of(halves: NDArray[np.float16]) -> Bits:
    """An array of halves as its bits, the same memory."""
    return np.ascontiguousarray(halves).view(np.uint16)


def halves_of(floats: Floats) -> Bits:
    """Bits of the halves nearest to single floats, several times quicker than numpy has them; none is infinite."""
    result = np.empty(floats.shape, np.uint16)
    _round(floats.view(np.uint32).reshape(-1), floats.reshape(-1), result.reshape(-1))
    return result


@inline
def half(table: Floats, bits: int) -> float:
    """The number that these bits are; `table` is `HALVES`."""
    return float(table[bits])


def floats_of(halves: NDArray[np.float16], rows: slice | Rows = slice(None)) -> Floats:
    """Rows of an array of halves (n, k) as single floats, several times quicker than numpy has them."""
    if isinstance(rows, slice):
        bits = bits_of(halves[rows])
        result = np.empty(bits.shape, np.float32)
        _look_up(bits.reshape(-1), HALVES, result.reshape(-1))
        return result
    result = np.empty((len(rows), halves.shape[1]), np.float32)
    _look_up_rows(halves.view(np.uint16), rows, HALVES, result)
    return result


@kernel
def _look_up(bits: Bits, table: Floats, result: Floats) -> None:
    for i in range(len(bits)):
        result[i] = table[bits[i]]


@kernel
def _look_up_rows(bits: Bits, rows: Rows, table: Floats, result: Floats) -> None:
    for i in range(len(rows)):
        for k in range(bits.shape[1]):
            result[i, k] = table[bits[rows[i], k]]


@kernel
def _round(bits: NDArray[np.uint32], floats: Floats, result: Bits) -> None:
    """To the nearest half, of two the even one: https://en.wikipedia.org/wiki/Half-precision_floating-point_format."""
    for i in range(len(bits)):
        sign, size = int(bits[i] & SINGLE_SIGN) >> 16, int(bits[i] & (SINGLE_SIGN - 1))
        if size >= SINGLE_LARGEST:
            size = NO_NUMBER if size > SINGLE_INFINITE else LARGEST
        elif size >= SINGLE_NORMAL:
            even = (size >> LOST_BITS) & 1
            size = (size - EXPONENTS + (1 << (LOST_BITS - 1)) - 1 + even) >> LOST_BITS
        elif size > 0:
            size = int(np.float32(np.float32(abs(floats[i]) * LEAST + WHOLE) - WHOLE))
        result[i] = sign | size
