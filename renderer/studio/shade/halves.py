"""Half floats as kernels read and write them: numba knows none, but processors do."""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic
from numpy.typing import NDArray

from renderer.jit import kernel
from renderer.single import single

Bits = NDArray[np.uint16]
Floats = NDArray[np.float32]
Rows = NDArray[np.int64]
Code = tuple[Any, Callable[..., Any]]
"""A signature, and what writes its instructions."""

LARGEST = single(65504.0)


def _half(_: object, _bits: Any) -> Code:  # noqa: ANN401 - numba's types
    def code(_context: object, builder: Any, _signature: object, values: Any) -> object:  # noqa: ANN401
        return builder.fpext(builder.bitcast(values[0], ir.HalfType()), ir.FloatType())

    return types.float32(types.uint16), code


def _bits(_: object, _number: Any) -> Code:  # noqa: ANN401
    def code(_context: object, builder: Any, _signature: object, values: Any) -> object:  # noqa: ANN401
        return builder.bitcast(builder.fptrunc(values[0], ir.HalfType()), ir.IntType(16))

    return types.uint16(types.float32), code


half = cast("Callable[[int], float]", intrinsic(_half))
"""The number that bits are, a single."""
_bits_of_one = cast("Callable[[float], int]", intrinsic(_bits))
"""Of the half nearest to a single, of two the even one."""


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
        result[i] = _bits_of_one(min(max(floats[i], -LARGEST), LARGEST))
