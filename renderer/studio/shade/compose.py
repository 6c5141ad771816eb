"""Fragments to pixels: stacks of glass over surfaces, the pixel filter, shadow, background, tone map, sRGB."""

import math
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from renderer.backdrop import Surroundings
from renderer.color import linear_to_srgb
from renderer.jit import inline, kernel, melt
from renderer.recipe import TRANSPARENT
from renderer.room import Room
from renderer.studio.bake import Bake
from renderer.studio.shade.frost import evened
from renderer.studio.shade.light import Radiance
from renderer.studio.shade.reconstruct import across, blend_along
from renderer.tonemap import pbr_neutral_pixel

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Picture = NDArray[np.uint8]
Color = tuple[float, float, float]
Stacks = tuple[Ints, Floats, Ints, NDArray[np.bool_]]
"""Pixel, weight, first fragments and ends of `Bake`'s stacks."""
Spans = NDArray[np.int64]
Rows = tuple[Floats, Spans]
"""Three rows (3, W, 7) of laid pixels, and where they are not empty (3, 2)."""
Ground = tuple[Floats, Floats, bool, int, Floats]
"""Behind a product: shadow (P, 3), `renderer.backdrop`'s light, whether that is to be alpha, width, `TO_SRGB`."""

STEPS = 8192
TO_SRGB = (linear_to_srgb(np.arange(STEPS + 1) / STEPS) * 255).astype(np.float32)
"""Display-linear value · STEPS to sRGB in 0..255; between entries it is interpolated."""
CLEAR, MET = 3, 6
"""Columns of a laid pixel: where its share of what is behind begins, and the share of it that stacks take."""
NOTHING = np.array([[0, 0, 0, 1, 1, 1, 0]], np.float32)
"""A laid pixel that sees nothing of the product."""
BACKDROP_BYTES = 100 << 20
"""A 4096 × 4096 picture's, or those of half a dozen smaller ones."""


def compose(bake: Bake, radiance: Radiance, background: str, around: Surroundings) -> Picture:
    """(H, W, 4) sRGB with straight alpha; raises `InputError` for words that are no background."""
    backdrop = backdrop_of(bake, background, around)
    picture = backdrop.bare.copy()
    _compose(bake, radiance, backdrop.ground, (0, bake.height), picture)
    return picture.reshape(bake.height, bake.width, 4)


def recompose(
    bake: Bake, radiance: Radiance, background: str, around: Surroundings, before: Picture, changed: tuple[int, int]
) -> Picture:
    """`compose` where all fragments but some between the two in `changed` send what they sent in the picture `before`.

    Raises `InputError` for words that are no background.
    """
    if len(bake.frosted):
        # Rough glass shows what lies farther away.
        return compose(bake, radiance, background, around)
    picture = before.reshape(-1, 4).copy()
    stacks = np.searchsorted(bake.stack_first, changed, side="right") - 1
    first, last = (int(bake.stack_pixel[stack]) // bake.width for stack in stacks)
    ground = backdrop_of(bake, background, around).ground
    _compose(bake, radiance, ground, (max(first - 1, 0), min(last + 2, bake.height)), picture)
    return picture.reshape(bake.height, bake.width, 4)


def _compose(bake: Bake, radiance: Radiance, ground: Ground, reach: tuple[int, int], picture: Picture) -> None:
    """Finish the rows of `picture` (P, 4) from the first in `reach` up to the second."""
    radiance, ends = evened(bake, radiance) if len(bake.frosted) else (radiance, bake.stack_ends)
    stacks = (bake.stack_pixel, bake.stack_weight, bake.stack_first, ends)
    rows = (np.tile(NOTHING, (3, bake.width, 1)), np.zeros((3, 2), np.int64))
    at = int(np.searchsorted(bake.stack_pixel, max(reach[0] - 1, 0) * bake.width))
    compose_rows(stacks, (radiance.color, radiance.through), ground, rows, (*reach, at), picture)


@dataclass(frozen=True, eq=False)
class Backdrop:
    """A background with the product's shadow on it, and the picture of it alone."""

    ground: Ground
    bare: Picture
    """(P, 4)"""

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.ground[0].nbytes + self.ground[1].nbytes + self.bare.nbytes


_BACKDROPS = Room[Backdrop](BACKDROP_BYTES)


def backdrop_of(bake: Bake, background: str, around: Surroundings) -> Backdrop:
    """`background` under `bake`, kept for the next picture; raises `InputError` where it is none."""
    make = partial(_backdrop, bake, background, around)
    return _BACKDROPS.get((bake.name, background), make) if bake.name else make()


def _backdrop(bake: Bake, background: str, around: Surroundings) -> Backdrop:
    shadow = bake.shadow.reshape(-1, 3).astype(np.float32)
    ground = (shadow, around.behind(background), background == TRANSPARENT, bake.width, TO_SRGB)
    bare = np.empty((bake.height * bake.width, 4), np.uint8)
    finish(np.repeat(NOTHING, len(bare), axis=0), ground, bare)
    return Backdrop(ground, bare)


@kernel
def compose_rows(
    stacks: Stacks,
    radiance: tuple[Floats, Floats],
    ground: Ground,
    rows: Rows,
    reach: tuple[int, int, int],
    picture: Picture,
) -> None:
    """Lay, filter and encode row after row, so that nothing is held of the picture but three of its rows.

    What sees nothing of the product stays as it is in `picture` (P, 4), and so do rows that are not in `reach`: the
    first to be finished, the one after the last, and the first stack in the row above them.
    """
    ring, spans = rows
    width = ring.shape[1]
    height = len(picture) // width
    first, end, at = reach
    for y in range(max(first - 1, 0), end + 1):
        new, own, old = y % 3, (y + 2) % 3, (y + 1) % 3
        wipe(ring[new], spans[new])
        if y < height:
            at = lay_row(stacks, radiance, y * width, at, ring[new], spans[new])
            blend_along(ring[new], spans[new, 0], spans[new, 1])
        if y <= first:
            continue
        low = min(spans[new, 0], spans[own, 0], spans[old, 0])
        high = max(spans[new, 1], spans[own, 1], spans[old, 1])
        above = ring[own] if y == 1 else ring[old]
        below = ring[own] if y == height else ring[new]
        for x in range(low, high):
            finish_blended(above, ring[own], below, x, y - 1, ground, picture)


@inline
def wipe(row: Floats, span: Spans) -> None:
    """Make `row` (W, 7) empty; its `span` (2,) is where it was not."""
    for x in range(span[0], span[1]):
        for c in range(CLEAR):
            row[x, c], row[x, CLEAR + c] = 0.0, 1.0
        row[x, MET] = 0.0
    span[0], span[1] = len(row), 0


@melt
def lay_row(stacks: Stacks, radiance: tuple[Floats, Floats], first: int, at: int, row: Floats, span: Spans) -> int:
    """Lay the stacks from number `at` on that are in the row whose first pixel is `first`; returns the next one's.

    Pixels are tone mapped once their stacks are averaged, as a camera's are, and before they are blended: otherwise one
    bright pixel hides its neighbours. `span` becomes where the row is not empty once it is blended.
    """
    pixel, weight, stack_first, ends = stacks
    color, through = radiance
    width = len(row)
    while at < len(pixel) and pixel[at] < first + width:
        r = g = b = 0.0
        tr = tg = tb = 1.0
        for f in range(stack_first[at], stack_first[at + 1]):
            r, g, b = r + tr * color[f, 0], g + tg * color[f, 1], b + tb * color[f, 2]
            tr, tg, tb = tr * through[f, 0], tg * through[f, 1], tb * through[f, 2]
        if ends[at]:
            tr = tg = tb = 0.0
        x, share = pixel[at] - first, weight[at]
        row[x, 0] += r * share
        row[x, 1] += g * share
        row[x, 2] += b * share
        row[x, MET] += share
        row[x, CLEAR] -= share * (1.0 - tr)
        row[x, CLEAR + 1] -= share * (1.0 - tg)
        row[x, CLEAR + 2] -= share * (1.0 - tb)
        span[0], span[1] = min(span[0], max(x - 1, 0)), max(span[1], min(x + 2, width))
        at += 1
    for x in range(span[0], span[1]):
        if row[x, MET] > 0.0:
            show(row, x)
    return at


@inline
def show(row: Floats, x: int) -> None:
    """Tone map what the stacks of pixel `x` of a row (W, 7) send, leaving out the share of it that none takes."""
    met = row[x, MET]
    r, g, b = pbr_neutral_pixel(max(row[x, 0] / met, 0.0), max(row[x, 1] / met, 0.0), max(row[x, 2] / met, 0.0))
    row[x, 0], row[x, 1], row[x, 2] = r * met, g * met, b * met


@melt
def finish_blended(above: Floats, own: Floats, below: Floats, x: int, y: int, ground: Ground, picture: Picture) -> None:
    """`finish_pixel` of column `x` of a row and its neighbours, where any of the product is seen there."""
    shown = (across(above, own, below, x, 0), across(above, own, below, x, 1), across(above, own, below, x, 2))
    clear = (across(above, own, below, x, 3), across(above, own, below, x, 4), across(above, own, below, x, 5))
    if min(clear[0], clear[1], clear[2]) < 1.0 or max(shown[0], shown[1], shown[2]) > 0.0:
        finish_pixel(x, y, shown, clear, ground, picture)


@inline
def encoded(table: Floats, value: float) -> float:
    """Display-linear to sRGB in 0..255."""
    at = min(max(value, 0.0), 1.0) * (len(table) - 1)
    low = min(int(at), len(table) - 2)
    return float(table[low] + (table[low + 1] - table[low]) * (at - low))


@inline
def grain(x: int, y: int) -> float:
    """A value in −½..½ that varies evenly from pixel to pixel: interleaved gradient noise, Jimenez 2014.

    http://www.iryoku.com/next-generation-post-processing-in-call-of-duty-advanced-warfare
    """
    value = 0.06711056 * x + 0.00583715 * y
    value = 52.9829189 * (value - math.floor(value))
    return (value - math.floor(value) - 0.5) * 0.998


@melt
def finish_pixel(x: int, y: int, shown: Color, clear: Color, ground: Ground, picture: Picture) -> None:
    """Lay pixel (x, y) on its background, or give it alpha, and encode it; its grain keeps gradients from banding."""
    shadow, behind, transparent, width, table = ground
    p, noise = y * width + x, grain(x, y)
    row, column = min(y, behind.shape[0] - 1), min(x, behind.shape[1] - 1)
    cover, scale = 255.0, 1.0
    if transparent:
        # Viewers blend in sRGB: a shadow of share s over white has to look like the display-linear s.
        through = (clear[0] + clear[1] + clear[2]) / 3.0
        shade = (shadow[p, 0] + shadow[p, 1] + shadow[p, 2]) / 3.0
        alpha = 1.0 - min(max(through, 0.0), 1.0) * encoded(table, shade) / 255.0
        cover = min(max(math.floor(alpha * 255.0 + 0.5), 0.0), 255.0)
        scale = 1.0 / max(alpha, 1e-4)
    for axis in range(3):
        light = shown[axis] * scale + clear[axis] * behind[row, column, axis] * shadow[p, axis]
        value = math.floor(encoded(table, light) + noise + 0.5)
        picture[p, axis] = np.uint8(min(max(value, 0.0), 255.0)) if cover > 0.0 else np.uint8(0)
    picture[p, 3] = np.uint8(cover)


@kernel
def finish(laid: Floats, ground: Ground, picture: Picture) -> None:
    """`finish_pixel` for all of `laid` (P, 6 or 7): what each pixel shows, 3, and lets through of what is behind, 3."""
    for p in range(len(picture)):
        shown = (laid[p, 0], laid[p, 1], laid[p, 2])
        clear = (laid[p, CLEAR], laid[p, CLEAR + 1], laid[p, CLEAR + 2])
        finish_pixel(p % ground[3], p // ground[3], shown, clear, ground, picture)
