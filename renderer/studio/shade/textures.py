"""Textures read through the footprint that a pixel has on them.

Anisotropic trilinear filtering by taps along the footprint's long axis, as in EXT_texture_filter_anisotropic,
https://registry.khronos.org/OpenGL/extensions/EXT/EXT_texture_filter_anisotropic.txt.
"""

import math

import numpy as np
from numpy.typing import NDArray

from renderer.color import LINEAR
from renderer.jit import inline, kernel, melt
from renderer.quads import Quad, nothing, quad, rgba, texel_bytes, with_share
from renderer.single import narrowed, single
from renderer.studio.shade.pyramids import CLAMP, COLOR, MIRROR, Bytes, Floats, Ints

FEWEST_TAPS, MAX_TAPS = 4, 16
"""Where a pixel sees more than a texel: each tap reads half of its width, since what is interpolated between texels of
a pyramid is twice as soft as what a pixel sees."""
CLOSE = 2.0
"""Texels of the first level across a footprint: who sees no more of them sees none of the other levels."""
GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0
"""Steps by which taps are strewn across the footprint while they follow each other along it."""
LINEAR_BYTES = (LINEAR * 255).astype(np.float32)
PER_BYTE = single(1 / 255)

Turn = NDArray[np.float64]
"""(2, 3) a texture's transform."""
Wraps = tuple[int, int]
"""How it goes on beyond its borders, across and down."""
Axes = tuple[float, float, float, float]
Footprint = tuple[int, float, float, float, float]
"""Taps, the level they are read from, the long way across in texels of the first (x, y), and the short one's share."""


@inline
def wrapped(index: int, size: int, mode: int) -> int:
    """The texel that stands for number `index` of a row of `size`."""
    if mode == CLAMP:
        return min(max(index, 0), size - 1)
    if mode == MIRROR:
        index %= 2 * size
        return index if index < size else 2 * size - 1 - index
    return index % size


@melt
def pair(index: int, size: int, mode: int) -> tuple[int, int]:
    """The texels that stand for number `index` and the next; most lie inside, where no division is needed."""
    if 0 <= index < size - 1:
        return index, index + 1
    return wrapped(index, size, mode), wrapped(index + 1, size, mode)


@melt
def value_of(texels: Bytes, row: int, kind: int) -> Quad:
    """What a texel stands for, 0 … 255: colour in linear light."""
    if kind != COLOR:
        return texel_bytes(texels, row)
    at = np.uint32(row)
    red, green, blue = LINEAR_BYTES[texels[at, 0]], LINEAR_BYTES[texels[at, 1]], LINEAR_BYTES[texels[at, 2]]
    return quad(red, green, blue, narrowed(texels[at, 3]))


@melt
def nearest_texel(texels: Bytes, level: Ints, kind: int, wraps: Wraps, u: float, v: float) -> Quad:
    """The level's value at (u, v), not interpolated."""
    column = wrapped(math.floor(u * level[1]), level[1], wraps[0])
    row = wrapped(math.floor(v * level[2]), level[2], wraps[1])
    return value_of(texels, level[0] + row * level[1] + column, kind)


@melt
def bilinear(
    total: Quad, texels: Bytes, kind: int, level: Ints, wraps: Wraps, u: float, v: float, share: float
) -> Quad:
    """`total` and beside it a share of the level's value at (u, v)."""
    first, width, height = level[0], level[1], level[2]
    x, y = u * width - 0.5, v * height - 0.5
    x0, y0 = math.floor(x), math.floor(y)
    fx, fy = x - x0, y - y0
    left, right = pair(int(x0), width, wraps[0])
    top, bottom = pair(int(y0), height, wraps[1])
    upper, lower = first + top * width, first + bottom * width
    above, below = (1.0 - fy) * share, fy * share
    total = with_share(total, value_of(texels, upper + left, kind), narrowed((1.0 - fx) * above))
    total = with_share(total, value_of(texels, upper + right, kind), narrowed(fx * above))
    total = with_share(total, value_of(texels, lower + left, kind), narrowed((1.0 - fx) * below))
    return with_share(total, value_of(texels, lower + right, kind), narrowed(fx * below))


@inline
def ellipse(ax: float, ay: float, bx: float, by: float) -> tuple[float, float, float, float]:
    """Long and short way across the ellipse that a and b span as a circle's two diameters, and the long one (x, y)."""
    p, q, r = ax * ax + bx * bx, ax * ay + bx * by, ay * ay + by * by
    middle, half = 0.5 * (p + r), math.sqrt(0.25 * (p - r) * (p - r) + q * q)
    along, across = math.sqrt(middle + half), math.sqrt(max(middle - half, 0.0))
    # Of two ways to write the axis the one that does not cancel out.
    x, y = (q, half - 0.5 * (p - r)) if p < r else (half + 0.5 * (p - r), q)
    length = math.sqrt(x * x + y * y)
    if length <= 0.0:
        return along, across, along, 0.0
    return along, across, x * along / length, y * along / length


@inline
def axes_of(turn: Turn, spread: Floats, row: int, width: int, height: int) -> Axes:
    """How far a pixel to the right and one down are, in texels of the first level: (x, y) and (x, y)."""
    return (
        (turn[0, 0] * spread[row, 0] + turn[0, 1] * spread[row, 1]) * width,
        (turn[1, 0] * spread[row, 0] + turn[1, 1] * spread[row, 1]) * height,
        (turn[0, 0] * spread[row, 2] + turn[0, 1] * spread[row, 3]) * width,
        (turn[1, 0] * spread[row, 2] + turn[1, 1] * spread[row, 3]) * height,
    )


@inline
def footprint_of(axes: Axes) -> Footprint:
    """How to read what a pixel sees: one tap from the first level where it sees no more than a texel."""
    if axes[0] * axes[0] + axes[1] * axes[1] + axes[2] * axes[2] + axes[3] * axes[3] <= 1.0:
        return 1, 0.0, 0.0, 0.0, 0.0
    along, across, x, y = ellipse(axes[0], axes[1], axes[2], axes[3])
    if along <= 1.0:
        return 1, 0.0, 0.0, 0.0, 0.0
    taps = min(MAX_TAPS, max(FEWEST_TAPS, math.ceil(2.0 * along / max(across, 1.0) - 0.01)))
    size = max(along / taps, 0.5 * across)
    return taps, math.log2(size) if size > 1.0 else 0.0, x, y, across / along


@kernel
def widest(level: Ints, turn: Turn, spread: Floats) -> float:
    """The longest way across a footprint (n, 4), in texels of the first `level`; see `CLOSE`."""
    most = 0.0
    for row in range(len(spread)):
        axes = axes_of(turn, spread, row, level[1], level[2])
        most = max(most, ellipse(axes[0], axes[1], axes[2], axes[3])[0])
    return most


@kernel
def read_texture(
    texels: Bytes,
    levels: Ints,
    kind: int,
    wraps: Wraps,
    nearest: bool,
    turn: Turn,
    uv: Floats,
    spread: Floats,
    result: Floats,
) -> None:
    """Fill `result` (n, 4), linear RGBA, from coordinates `uv` (n, 2) turned by `turn` (2, 3).

    `spread` (n, 4) is how u, v change over one pixel to the right (du, dv) and one down (du, dv).
    """
    width, height = levels[0, 1], levels[0, 2]
    for row in range(len(uv)):
        u = turn[0, 0] * uv[row, 0] + turn[0, 1] * uv[row, 1] + turn[0, 2]
        v = turn[1, 0] * uv[row, 0] + turn[1, 1] * uv[row, 1] + turn[1, 2]
        footprint = footprint_of(axes_of(turn, spread, row, width, height))
        if nearest and footprint[1] <= 0.0:
            seen = nearest_texel(texels, levels[0], kind, wraps, u, v)
        elif footprint[0] == 1:
            seen = bilinear(nothing(), texels, kind, levels[0], wraps, u, v, 1.0)
        else:
            seen = across_levels(texels, levels, kind, wraps, u, v, footprint)
        red, green, blue, alpha = rgba(seen)
        result[row, 0], result[row, 1] = red * PER_BYTE, green * PER_BYTE
        result[row, 2], result[row, 3] = blue * PER_BYTE, alpha * PER_BYTE


@melt
def across_levels(
    texels: Bytes, levels: Ints, kind: int, wraps: Wraps, u: float, v: float, footprint: Footprint
) -> Quad:
    """What a pixel sees of more than one texel: taps along its long way across, from the two levels they fit."""
    taps, lod, x, y, aside = footprint
    lod = min(lod, len(levels) - 1.0)
    fine = int(lod)
    coarse, part = min(fine + 1, len(levels) - 1), lod - fine
    near, far, step = (1.0 - part) / taps, part / taps, 1.0 / taps
    width, height = levels[0, 1], levels[0, 2]
    along_u, along_v, aside_u, aside_v = x / width, y / height, -y / width * aside, x / height * aside
    seen = nothing()
    for tap in range(taps):
        shift, strewn = (tap + 0.5) * step - 0.5, 0.5 + tap * GOLDEN
        other = strewn - math.floor(strewn) - 0.5
        tu, tv = u + along_u * shift + aside_u * other, v + along_v * shift + aside_v * other
        seen = bilinear(seen, texels, kind, levels[fine], wraps, tu, tv, near)
        if part > 0.0:
            seen = bilinear(seen, texels, kind, levels[coarse], wraps, tu, tv, far)
    return seen
