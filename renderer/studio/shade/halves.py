"""Half floats as kernels read and write them: numba knows none, and not every processor does.

Their bits are moved to where those of single floats are, https://en.wikipedia.org/wiki/Half-precision_floating-point_format,
in steps that a processor takes for several numbers at once.
"""

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline, kernel
from renderer.single import HALF, narrowed, single

Bits = NDArray[np.uint16]
Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

SIGN, SIZE, LOST_BITS = 0x8000, 0x7FFF, 13
"""Bits of a half, and how many more a single's mantissa has."""
EXPONENTS, REBASE = 0x38000000, single(2.0**112)
"""Difference between the exponents' biases: in a single's bits, and as what brings a number from one to the other."""
ENDLESS, SINGLE_ENDLESS = 0x7C00 << LOST_BITS, 0x7F800000
"""From here on bits are no number: a half's, once they are moved, and a single's."""
LARGEST, NORMAL, NO_NUMBER = 0x477FE000, 0x38800000, 0x7E00
"""Single bits of the largest half and of the least with all its bits; half bits of what is no number."""
HALF_BITS = 0x3F000000
"""Of a single ½, whose last bit counts for as much as that of the least halves."""
JUST_LESS = (1 << (LOST_BITS - 1)) - 1
"""What is added before bits are lost: just less than half of the last that stays, and all of it where that is odd."""


def bits_of(halves: NDArray[np.float16]) -> Bits:
    """An array of halves as its bits, the same memory."""
    return np.ascontiguousarray(halves).view(np.uint16)


def halves_of(floats: Floats) -> Bits:
    """Bits of the halves nearest to single floats, many times quicker than numpy has them; none is infinite."""
    result = np.empty(floats.shape, np.uint16)
    _round(floats.reshape(-1), result.reshape(-1))
    return result


def floats_of(halves: NDArray[np.float16], rows: slice | Rows = slice(None)) -> Floats:
    """Rows of an array of halves (n, k) as single floats, many times quicker than numpy has them."""
    if isinstance(rows, slice):
        bits = bits_of(halves[rows])
        result = np.empty(bits.shape, np.float32)
        _read(bits.reshape(-1), result.reshape(-1))
        return result
    result = np.empty((len(rows), halves.shape[1]), np.float32)
    _read_rows(halves.view(np.uint16), rows, result)
    return result


@inline
def half(bits: int) -> float:
    """The number that these bits are, a single."""
    size = np.int32((bits & SIZE) << LOST_BITS)
    number = narrowed(float(size.view(np.float32)) * REBASE)
    endless = np.int32(SINGLE_ENDLESS if size >= ENDLESS else 0)
    return narrowed(float(np.int32(np.float32(number).view(np.int32) | endless | (bits & SIGN) << 16).view(np.float32)))


@inline
def nearest(number: float) -> int:
    """Bits of the half nearest to a single, of two the even one."""
    bits = np.float32(number).view(np.int32)
    size = np.int32(bits & 0x7FFFFFFF)
    fitting = np.int32(LARGEST if size > LARGEST else size)
    normal = np.int32(fitting - EXPONENTS + JUST_LESS + ((fitting >> LOST_BITS) & 1)) >> LOST_BITS
    small = np.float32(fitting.view(np.float32) + HALF).view(np.int32) - HALF_BITS
    rounded = normal if fitting >= NORMAL else small
    found = NO_NUMBER if size > SINGLE_ENDLESS else rounded
    return int(found | (bits >> 16) & SIGN)


@kernel
def _read(bits: Bits, result: Floats) -> None:
    for i in range(len(bits)):
        result[i] = half(bits[i])


@kernel
def _read_rows(bits: Bits, rows: Rows, result: Floats) -> None:
    for i in range(len(rows)):
        for k in range(bits.shape[1]):
            result[i, k] = half(bits[rows[i], k])


@kernel
def _round(floats: Floats, result: Bits) -> None:
    for i in range(len(floats)):
        result[i] = nearest(floats[i])
