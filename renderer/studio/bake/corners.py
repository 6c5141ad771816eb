"""Light at the corners of triangles, from that in their middles: what is mirrored has no facets where it is round."""

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline, kernel
from renderer.studio.scene import Scene

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Bits = NDArray[np.uint32]


def corner_light(scene: Scene, lit: Floats) -> Floats:
    """(T, 3, 3) light at corners, the mean of `lit` (T, 3) over the triangles of one smooth surface that meet there.

    The nearer the middle of one is, the more it counts, by the square of the distance: Shepard 1968,
    https://doi.org/10.1145/800186.810616.
    """
    corners = np.concatenate([scene.positions, scene.normals], axis=2).reshape(-1, 6)
    # Zeros of either sign are the same place.
    bits = (corners + np.float32(0)).view(np.uint32)
    slots = np.full(1 << (2 * len(bits)).bit_length(), -1, np.int32)
    first, total = np.empty(len(bits), np.int32), np.zeros((len(bits), 4), np.float32)
    light = np.empty((len(lit), 3, 3), np.float32)
    meet(bits, slots, first)
    share(scene.positions, lit, first, total, light)
    return light


@kernel
def meet(bits: Bits, slots: Ints, first: Ints) -> None:
    """Find the `first` (n,) of all corners that have the same `bits` (n, 6); `slots` are more than n, all -1."""
    last = np.uint32(len(slots) - 1)
    for c in range(len(bits)):
        at = hashed(bits[c]) & last
        while slots[at] >= 0 and not equal(bits[slots[at]], bits[c]):
            at = (at + np.uint32(1)) & last
        if slots[at] < 0:
            slots[at] = c
        first[c] = slots[at]


@inline
def hashed(words: Bits) -> np.uint32:
    """FNV-1a over whole words, its high bits mixed into the low ones. http://www.isthe.com/chongo/tech/comp/fnv."""
    value = np.uint32(2166136261)
    for k in range(len(words)):
        value = np.uint32((value ^ words[k]) * np.uint32(16777619))
        value = np.uint32(value ^ (value >> np.uint32(15)))
    return value


@inline
def equal(one: Bits, two: Bits) -> bool:
    """Whether all words are."""
    alike = True
    for k in range(len(one)):
        alike = alike and one[k] == two[k]
    return alike


@kernel
def share(positions: Floats, lit: Floats, first: Ints, total: Floats, light: Floats) -> None:
    """Fill `light`; `total` (n, 4) is 0 at the start."""
    for t in range(len(lit)):
        for c in range(3):
            away = 1e-20
            for axis in range(3):
                middle = (positions[t, 0, axis] + positions[t, 1, axis] + positions[t, 2, axis]) / 3.0
                away += (positions[t, c, axis] - middle) ** 2
            corner = first[3 * t + c]
            total[corner, 3] += 1.0 / away
            for axis in range(3):
                total[corner, axis] += lit[t, axis] / away
    for t in range(len(lit)):
        for c in range(3):
            corner = first[3 * t + c]
            for axis in range(3):
                light[t, c, axis] = total[corner, axis] / total[corner, 3]


@kernel
def shine(light: Floats, met: Ints, u: Floats, v: Floats, shown: Floats) -> None:
    """Fill `shown` (n, 3) with the `light` (T, 3, 3) on triangles `met` at u and v; where that is -1 it stays."""
    for i in range(len(met)):
        t = met[i]
        if t >= 0:
            for axis in range(3):
                rest = (1.0 - u[i] - v[i]) * light[t, 0, axis]
                shown[i, axis] = rest + u[i] * light[t, 1, axis] + v[i] * light[t, 2, axis]
