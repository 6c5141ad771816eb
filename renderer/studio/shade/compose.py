"""Fragments to pixels: stacks of glass over surfaces, the pixel filter, shadow, background, tone map, sRGB."""

import math
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from renderer.color import hex_to_linear, linear_to_srgb
from renderer.errors import InputError
from renderer.jit import inline, kernel
from renderer.studio.bake import Bake
from renderer.studio.room import Room
from renderer.studio.shade.light import Radiance
from renderer.studio.shade.reconstruct import reconstruct
from renderer.tonemap import pbr_neutral_pixel

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Picture = NDArray[np.uint8]
Color = tuple[float, float, float]
Ground = tuple[Floats, Floats, bool, int, Floats]
"""What is behind a product: shadow (P, 3), background (3,), whether that is to be alpha, width, `TO_SRGB`."""

STEPS = 8192
TO_SRGB = (linear_to_srgb(np.arange(STEPS + 1) / STEPS) * 255).astype(np.float32)
"""Display-linear value · STEPS to sRGB in 0..255; between entries it is interpolated."""
TRANSPARENT = "transparent"
CLEAR = 3
"""Column of a laid pixel where its share of what is behind begins."""
NOTHING = np.array([[0, 0, 0, 1, 1, 1]], np.float32)
"""A laid pixel that sees nothing of the product."""
BACKDROP_BYTES = 100 << 20
"""A 4096 × 4096 picture's, or those of half a dozen smaller ones."""


def compose(bake: Bake, radiance: Radiance, background: str) -> Picture:
    """(H, W, 4) sRGB with straight alpha; raises `InputError` for a background that is no colour."""
    backdrop = backdrop_of(bake, background)
    picture = backdrop.bare.copy()
    finish(lay(bake, radiance), backdrop.ground, True, picture)
    return picture.reshape(bake.height, bake.width, 4)


@dataclass(frozen=True, eq=False)
class Backdrop:
    """A background with the product's shadow on it, and the picture of it alone."""

    ground: Ground
    bare: Picture
    """(P, 4)"""

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.ground[0].nbytes + self.bare.nbytes


_BACKDROPS = Room[Backdrop](BACKDROP_BYTES)


def backdrop_of(bake: Bake, background: str) -> Backdrop:
    """`background` under `bake`, kept for the next picture; raises `InputError` where it is no colour."""
    make = partial(_backdrop, bake, background)
    return _BACKDROPS.get((bake.name, background), make) if bake.name else make()


def _backdrop(bake: Bake, background: str) -> Backdrop:
    shadow = bake.shadow.reshape(-1, 3).astype(np.float32)
    ground = (shadow, background_color(background), background == TRANSPARENT, bake.width, TO_SRGB)
    bare = np.empty((bake.height * bake.width, 4), np.uint8)
    finish(np.repeat(NOTHING, len(bare), axis=0), ground, False, bare)
    return Backdrop(ground, bare)


def lay(bake: Bake, radiance: Radiance) -> Floats:
    """(height · width, 6) what each pixel shows, 3, and from `CLEAR` what it lets through of what is behind."""
    laid = np.zeros((bake.height * bake.width, 6), np.float32)
    laid[:, CLEAR:] = 1
    stacks = (bake.stack_pixel, bake.stack_weight, bake.stack_first, bake.stack_ends)
    lay_stacks(stacks, (radiance.color, radiance.through), laid)
    reconstruct(laid, bake.width, bake.stack_pixel)
    return laid


def background_color(background: str) -> Floats:
    """Display-linear colour (3,) of `transparent` (black) or `#rrggbb`; raises `InputError`."""
    if background == TRANSPARENT:
        return np.zeros(3, np.float32)
    try:
        return hex_to_linear(background).astype(np.float32)
    except ValueError as error:
        raise InputError(
            f"The background {background!r} is neither 'transparent' nor a colour such as '#f4f4f2'.",
            code="BACKGROUND_INVALID",
        ) from error


@kernel
def lay_stacks(
    stacks: tuple[Ints, Floats, Ints, NDArray[np.bool_]], radiance: tuple[Floats, Floats], laid: Floats
) -> None:
    """Add each stack, tone mapped, to its pixel of `laid`; see `lay`.

    Stacks are tone mapped before they are averaged: otherwise the one bright share of an edge pixel hides the others.
    """
    pixel, weight, first, ends = stacks
    color, through = radiance
    for s in range(len(pixel)):
        r = g = b = 0.0
        tr = tg = tb = 1.0
        for f in range(first[s], first[s + 1]):
            r, g, b = r + tr * color[f, 0], g + tg * color[f, 1], b + tb * color[f, 2]
            tr, tg, tb = tr * through[f, 0], tg * through[f, 1], tb * through[f, 2]
        if ends[s]:
            tr = tg = tb = 0.0
        r, g, b = pbr_neutral_pixel(max(r, 0.0), max(g, 0.0), max(b, 0.0))
        p, share = pixel[s], weight[s]
        laid[p, 0] += r * share
        laid[p, 1] += g * share
        laid[p, 2] += b * share
        laid[p, CLEAR] -= share * (1.0 - tr)
        laid[p, CLEAR + 1] -= share * (1.0 - tg)
        laid[p, CLEAR + 2] -= share * (1.0 - tb)


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


@inline
def finish_pixel(p: int, shown: Color, clear: Color, ground: Ground, picture: Picture) -> None:
    """Lay pixel `p` on its background, or give it alpha, and encode it; grain keeps gradients from banding."""
    shadow, behind, transparent, width, table = ground
    noise = grain(p % width, p // width)
    cover, scale = 255.0, 1.0
    if transparent:
        # Viewers blend in sRGB: a shadow of share s over white has to look like the display-linear s.
        through = (clear[0] + clear[1] + clear[2]) / 3.0
        shade = (shadow[p, 0] + shadow[p, 1] + shadow[p, 2]) / 3.0
        alpha = 1.0 - min(max(through, 0.0), 1.0) * encoded(table, shade) / 255.0
        cover = min(max(math.floor(alpha * 255.0 + 0.5), 0.0), 255.0)
        scale = 1.0 / max(alpha, 1e-4)
    for axis in range(3):
        light = shown[axis] * scale + clear[axis] * behind[axis] * shadow[p, axis]
        value = math.floor(encoded(table, light) + noise + 0.5)
        picture[p, axis] = np.uint8(min(max(value, 0.0), 255.0)) if cover > 0.0 else np.uint8(0)
    picture[p, 3] = np.uint8(cover)


@kernel
def finish(laid: Floats, ground: Ground, keeps_bare: bool, picture: Picture) -> None:
    """`finish_pixel` for all of them, or, where `keeps_bare`, for those alone that see any of the product."""
    for p in range(len(picture)):
        shown = (laid[p, 0], laid[p, 1], laid[p, 2])
        clear = (laid[p, CLEAR], laid[p, CLEAR + 1], laid[p, CLEAR + 2])
        if not (keeps_bare and min(clear[0], clear[1], clear[2]) >= 1.0 and max(shown[0], shown[1], shown[2]) <= 0.0):
            finish_pixel(p, shown, clear, ground, picture)
