"""Vectors as kernels handle them: three numbers, no arrays."""

import math

from renderer.jit import inline
from renderer.single import ONE, single

TINY = single(1e-20)
"""Least squared length that is told from none."""
Vector = tuple[float, float, float]


@inline
def normalized(x: float, y: float, z: float) -> Vector:
    """The unit vector along (x, y, z), in floats as wide as theirs."""
    length = ONE / math.sqrt(max(x * x + y * y + z * z, TINY))
    return x * length, y * length, z * length


@inline
def dot(a: Vector, b: Vector) -> float:
    """Inner product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


@inline
def cross(a: Vector, b: Vector) -> Vector:
    """Outer product."""
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


@inline
def minus(a: Vector, b: Vector) -> Vector:
    """a - b."""
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]
