"""Several looks at a blurred environment at once, as an AVX2 processor has lanes for.

What each look is made of is computed for all of them, one step after the other, and only then are texels fetched.
"""

import numpy as np
from numpy.typing import NDArray

from renderer.environment.blurs import Blurs
from renderer.jit import melt
from renderer.quads import Quad, nothing, texel, with_share
from renderer.single import HALF, ONE, ZERO

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Looks = tuple[Floats, Ints]
"""Room for `MOST` looks, one row after the other: what is known of each, and where its texels are."""

MOST = 24
"""Looks at once. Rows lie so far apart, which a compiler has to know to see that none is written over another."""
LEFT, TOP, PICTURE, HEIGHT, WIDTH, WEIGHT, OWN = 0, 1, 2, 3, 5, 7, 15
"""Rows of what is known: `place` and number of the picture, see `picture_for`; rows and columns of the two pictures it
lies between; weights of eight texels; and from the last on what is the caller's."""
FIRST, TEXEL = 0, 2
"""Rows of places: first texels of the two pictures, and the eight."""
CORNERS, TEXELS = 4, 8


def room_for_looks(own: int) -> Looks:
    """Room which a kernel uses again and again, with so many rows of the caller's."""
    return np.zeros((OWN + own) * MOST, np.float32), np.zeros((TEXEL + TEXELS) * MOST, np.int32)


@melt
def find_texels(pictures: Blurs, count: int, looks: Looks) -> None:
    """Fill in the texels of the first `count` looks and their weights, as `look_up_blurred` has them."""
    sizes, (known, places) = pictures[1], looks
    for look in range(count):
        # Indices that cannot be negative are not looked at for whether they are.
        low = np.uint32(known[PICTURE * MOST :][np.uint32(look)])
        for k in range(2):
            row, picture = np.uint32(k * MOST + look), np.uint32(low + np.uint32(k))
            places[FIRST * MOST :][row] = sizes[picture, 0]
            known[HEIGHT * MOST :][row] = sizes[picture, 1]
            known[WIDTH * MOST :][row] = sizes[picture, 2]
    for k in range(2):
        for look in range(count):
            number = known[PICTURE * MOST + look]
            part = number - np.floor(number)
            height, width = known[(HEIGHT + k) * MOST + look], known[(WIDTH + k) * MOST + look]
            u = known[LEFT * MOST + look] * width - HALF
            v = min(max(known[TOP * MOST + look] * height - HALF, ZERO), height - ONE)
            column, row = np.floor(u), np.floor(v)
            fu, fv = u - column, v - row
            first = column + width if column < ZERO else column
            first = first - width if first >= width else first
            second = first + ONE if first + ONE < width else ZERO
            below = min(row + ONE, height - ONE)
            start, step = places[(FIRST + k) * MOST + look], np.int32(width)
            upper, lower = start + np.int32(row) * step, start + np.int32(below) * step
            at = (TEXEL + CORNERS * k) * MOST + look
            places[at], places[at + MOST] = upper + np.int32(first), upper + np.int32(second)
            places[at + 2 * MOST], places[at + 3 * MOST] = lower + np.int32(first), lower + np.int32(second)
            share = part if k == 1 else ONE - part
            top, bottom = (ONE - fv) * share, fv * share
            at = (WEIGHT + CORNERS * k) * MOST + look
            known[at], known[at + MOST] = (ONE - fu) * top, fu * top
            known[at + 2 * MOST], known[at + 3 * MOST] = (ONE - fu) * bottom, fu * bottom


@melt
def look(pictures: Blurs, looks: Looks, number: int) -> Quad:
    """Radiance that one of them sees."""
    texels, (known, places) = pictures[0], looks
    seen = nothing()
    for k in range(TEXELS):
        at = np.uint64(k * MOST + number)
        seen = with_share(seen, texel(texels, places[TEXEL * MOST :][at]), known[WEIGHT * MOST :][at])
    return seen
