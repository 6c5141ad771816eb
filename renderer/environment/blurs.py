"""An environment blurred by any width: pictures from as sharp as it is known to all but even, one after another.

The sharp ones are halvings, which are boxes; from a few degrees on they are Gaussian blurs, which hide texels.
"""

import math

import numpy as np
from numpy.typing import NDArray

from renderer.environment.environment import Environment
from renderer.environment.halvings import halvings
from renderer.environment.prefilter import SOFT_STEPS, SOFTEST
from renderer.environment.sphere import neighbours
from renderer.jit import inline
from renderer.single import HALF, ONE, ZERO, narrowed, single

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Blurs = tuple[Floats, Ints, float]
"""Radiance of all pictures' texels (N, 4), the last column idle, see `renderer.quads`; first texel, rows and columns of
each picture; octaves from the blur of 1 radian down to that of the sharpest picture."""

HALVINGS = 6
"""Sharp pictures, the first as it is known."""
SOFT = math.log2(SOFTEST) - (SOFT_STEPS - 1)
"""Octaves from 1 radian, standard deviation, to the first soft picture; below it the sharp ones are read."""
BOX = math.sqrt(12.0)
"""Width of a box by its standard deviation."""
LAST = 0.999
"""Of the way from the last picture but one to the last: so far is gone at most."""
ROOT_2, TWICE_PER_OCTAVE = single(math.sqrt(2.0)), single(2.0 / math.log(2.0))
THIRD, FIFTH, SEVENTH = single(1 / 3), single(1 / 5), single(1 / 7)
MANTISSA_BITS, BIAS = 23, 127
MANTISSA, ONE_BITS = (1 << MANTISSA_BITS) - 1, BIAS << MANTISSA_BITS
"""Of IEEE 754's single float."""
SOFT_FROM, SOFT_FROM_NUMBER = single(SOFT), single(HALVINGS)
SHARPEST_LEFT, SOFTEST_LEFT = single(HALVINGS - 2 + LAST), single(SOFT_STEPS - 2 + LAST)


def blurs(environment: Environment) -> Blurs:
    """All pictures of `environment`."""
    pictures = [*halvings(environment), *environment.soft]
    sizes = np.array([picture.shape[:2] for picture in pictures], np.int64)
    ends = np.cumsum(sizes.prod(axis=1))
    texels = np.zeros((ends[-1], 4), np.float32)
    np.concatenate([picture.reshape(-1, 3) for picture in pictures], out=texels[:, :3])
    sharpest = math.log2(BOX * pictures[0].shape[1] / (2.0 * math.pi))
    return texels, np.column_stack([ends - sizes.prod(axis=1), sizes]).astype(np.int32), sharpest


@inline
def octaves(x: float) -> float:
    """The binary logarithm of x > 0 within 2e-5, in steps that a processor takes for several numbers at once.

    Exponent and mantissa of the single float; of that the first terms of the series of artanh around √2.
    """
    bits = np.float32(x).view(np.int32)
    mantissa = narrowed(float(np.int32(bits & MANTISSA | ONE_BITS).view(np.float32)))
    f = (mantissa - ROOT_2) / (mantissa + ROOT_2)
    s = f * f
    series = TWICE_PER_OCTAVE * f * (ONE + s * (THIRD + s * (FIFTH + s * SEVENTH)))
    return narrowed(float(np.int32((bits >> MANTISSA_BITS) - BIAS))) + HALF + series


@inline
def picture_for(sharpest: float, variance: float) -> float:
    """Number of the picture, and how far towards the next, that is blurred by so many radians²."""
    blur = HALF * octaves(variance)
    if blur < SOFT_FROM:
        return min(max(blur + narrowed(sharpest), ZERO), SHARPEST_LEFT)
    return SOFT_FROM_NUMBER + min(blur - SOFT_FROM, SOFTEST_LEFT)


@inline
def look_up_blurred(pictures: Blurs, number: float, left: float, top: float) -> tuple[float, float, float]:
    """Radiance at a `place`, between the two pictures that `picture_for` named."""
    texels, sizes, _ = pictures
    low = int(number)
    part = number - low
    red, green, blue = 0.0, 0.0, 0.0
    for picture, share in ((low, 1.0 - part), (low + 1, part)):
        first, height, width = int(sizes[picture, 0]), sizes[picture, 1], sizes[picture, 2]
        row, below, one, two, fu, fv = neighbours(height, width, left, top)
        upper, lower = first + row * width, first + below * width
        a, b, c, d = upper + one, upper + two, lower + one, lower + two
        wa, wb = (1.0 - fu) * (1.0 - fv) * share, fu * (1.0 - fv) * share
        wc, wd = (1.0 - fu) * fv * share, fu * fv * share
        red += texels[a, 0] * wa + texels[b, 0] * wb + texels[c, 0] * wc + texels[d, 0] * wd
        green += texels[a, 1] * wa + texels[b, 1] * wb + texels[c, 1] * wc + texels[d, 1] * wd
        blue += texels[a, 2] * wa + texels[b, 2] * wb + texels[c, 2] * wc + texels[d, 2] * wd
    return red, green, blue
