"""Four singles in one register of a processor: red, green, blue and one more, weighed and added up at once.

For kernels alone. Numba keeps a vector of LLVM's like any number, https://llvm.org/docs/LangRef.html#vector-type; what
it makes of plain code takes each colour by itself, four times the work.
"""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic, models, register_model
from numpy.typing import NDArray

LANES = 4
_VECTOR = ir.VectorType(ir.FloatType(), LANES)
_INDEX, _LANE = ir.IntType(64), ir.IntType(32)


class Quad(types.Type):
    """The type of a register of four, as numba and annotations have it."""


QUAD = Quad("Quad")
Code = tuple[Any, Callable[..., Any]]
"""A signature, and what writes its instructions."""


@register_model(Quad)
class _Model(models.PrimitiveModel):
    def __init__(self, manager: object, kind: Quad) -> None:
        super().__init__(manager, kind, _VECTOR)  # type: ignore[no-untyped-call]  # numba has few types


def _nothing(_: object) -> Code:
    return QUAD(), lambda _context, _builder, _signature, _values: ir.Constant(_VECTOR, [0.0] * LANES)


def _row_of(element: Any, stored: Any, in_singles: str = "") -> Callable[..., Code | None]:  # noqa: ANN401 - numba's types
    """Reads a row of four of an array of `element`, which LLVM calls `stored` and brings to singles by a method."""

    def row_of(_: object, texels: Any, row: Any) -> Code | None:  # noqa: ANN401
        if (texels.dtype, texels.ndim, texels.layout) != (element, 2, "C") or not isinstance(row, types.Integer):
            return None

        def code(context: Any, builder: Any, signature: Any, values: Any) -> object:  # noqa: ANN401
            first = context.make_array(signature.args[0])(context, builder, values[0]).data
            place = builder.mul(builder.zext(values[1], _INDEX), ir.Constant(_INDEX, LANES))
            address = builder.bitcast(builder.gep(first, [place]), ir.VectorType(stored, LANES).as_pointer())
            four = builder.load(address, align=element.bitwidth // 8)
            return getattr(builder, in_singles)(four, _VECTOR) if in_singles else four

        return QUAD(texels, types.uint32), code

    return row_of


def _quad(_: object, _red: Any, _green: Any, _blue: Any, _alpha: Any) -> Code:  # noqa: ANN401
    def code(_context: object, builder: Any, _signature: object, values: Any) -> object:  # noqa: ANN401
        four = ir.Constant(_VECTOR, ir.Undefined)
        for lane, value in enumerate(values):
            four = builder.insert_element(four, value, ir.Constant(_LANE, lane))
        return four

    return QUAD(*[types.float32] * LANES), code


def _with_share(_: object, _total: Any, _value: Any, _share: Any) -> Code:  # noqa: ANN401
    def code(_context: object, builder: Any, _signature: object, values: Any) -> object:  # noqa: ANN401
        nothing = ir.Constant(_VECTOR, ir.Undefined)
        one = builder.insert_element(nothing, values[2], ir.Constant(_LANE, 0))
        shares = builder.shuffle_vector(one, nothing, ir.Constant(ir.VectorType(_LANE, LANES), [0] * LANES))
        return builder.fadd(values[0], builder.fmul(values[1], shares))

    return QUAD(QUAD, QUAD, types.float32), code


def _rgba(_: object, _value: Any) -> Code:  # noqa: ANN401
    def code(context: Any, builder: Any, signature: Any, values: Any) -> object:  # noqa: ANN401
        colors = [builder.extract_element(values[0], ir.Constant(_LANE, lane)) for lane in range(LANES)]
        return context.make_tuple(builder, signature.return_type, colors)

    return types.UniTuple(types.float32, LANES)(QUAD), code  # type: ignore[no-untyped-call]


nothing = cast("Callable[[], Quad]", intrinsic(_nothing))
"""All four zero."""
texel = cast("Callable[[NDArray[np.float32], int], Quad]", intrinsic(_row_of(types.float32, ir.FloatType())))
"""A row of `texels`, which have to be (n, 4): nobody looks."""
texel_bytes = cast("Callable[[NDArray[np.uint8], int], Quad]", intrinsic(_row_of(types.uint8, ir.IntType(8), "uitofp")))
"""The same of bytes, 0 … 255."""
quad = cast("Callable[[float, float, float, float], Quad]", intrinsic(_quad))
"""Of four singles."""
with_share = cast("Callable[[Quad, Quad, float], Quad]", intrinsic(_with_share))
"""A total, and beside it a value by a share, a single."""
rgba = cast("Callable[[Quad], tuple[float, float, float, float]]", intrinsic(_rgba))
"""All four, singles."""
