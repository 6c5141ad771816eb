"""A drawing of nothing but filled outlines, as words are, scanned by FreeType in this process.

That costs a tenth of the process of its own in which anything else is drawn: see `draw_pixels`.
"""

import re
from collections.abc import Sequence
from ctypes import POINTER, byref, c_long, c_short, c_ubyte
from threading import Lock

import numpy as np
from freetype import (  # type: ignore[import-untyped]
    FT_OUTLINE_EVEN_ODD_FILL,
    FT_PIXEL_MODE_GRAY,
    FT_Bitmap,
    FT_Outline,
    FT_Outline_Get_Bitmap,
    FT_Vector,
    get_handle,
)
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Reals = NDArray[np.float64]

NUMBER = rb"\d+(?:\.\d+)?"
PLAIN = re.compile(
    rb'<svg xmlns="http://www\.w3\.org/2000/svg" width="%bmm" height="%bmm" viewBox="0 0 (%b) (%b)">'
    rb'((?:<path fill="#[0-9a-f]{6}" d="[MLQCZ\d. -]+"/>)+)</svg>' % (NUMBER, NUMBER, NUMBER, NUMBER)
)
"""What `draw_text` makes; its outlines are `path_data`."""
PATH = re.compile(rb'<path fill="#([0-9a-f]{6})" d="([^"]+)"/>')
STEP = re.compile(rb"([MLQCZ])([^MLQCZ]*)")
TAGS = {b"M": (1,), b"L": (1,), b"Q": (0, 1), b"C": (2, 2, 1), b"Z": ()}
"""Of the points of a step, https://freetype.org/freetype2/docs/reference/ft2-outline_processing.html#ft_outline"""
UNIT = 64
"""Parts of a pixel that FreeType counts in."""
SHADES = 256
MOST_POINTS = 32_767
NON_ZERO, EVEN_ODD = 0, FT_OUTLINE_EVEN_ODD_FILL
ONE_AT_A_TIME = Lock()
"""A FreeType library is for one thread, https://freetype.org/freetype2/docs/reference/ft2-library_setup.html#ft_library"""
Layer = tuple[Pixels, Pixels]
"""An ink (3,), sRGB, and how much of each pixel (h, w) it covers, 0..255."""


def scan_outlines(svg: bytes, width_px: int, height_px: int) -> list[Layer] | None:
    """Inks from the lowest up, sides scaled to those pixels.

    None for a drawing of more than filled outlines, or that is too much for FreeType.
    """
    plain = PLAIN.fullmatch(svg)
    if plain is None:
        return None
    scale = np.array([width_px / float(plain[1]), -height_px / float(plain[2])])
    layers = []
    for color, path in PATH.findall(plain[3]):
        covered = _cover(path, scale, (height_px, width_px))
        if covered is None:
            return None
        layers.append((_ink(color), covered))
    return layers


def scan_rings(rings: Sequence[Reals], scale: tuple[float, float], shape: tuple[int, int]) -> Pixels | None:
    """How much of each pixel (h, w), 0..255, lies inside closed lines (n, 2), by the even-odd rule; None as above.

    `scale`: pixels across and down for each unit that the lines are in, from the upper left corner.
    """
    if not rings:
        return np.zeros(shape, np.uint8)
    points = (np.concatenate(rings) * (scale[0], -scale[1]) + (0, shape[0])) * UNIT
    # Of lines far out FreeType would take minutes: what lies no nearer than a picture's side is left to who has limits.
    reach = max(shape) * UNIT
    if len(points) > MOST_POINTS or not ((points >= -reach) & (points <= 2 * reach)).all():
        return None
    ends = np.cumsum([len(ring) for ring in rings]) - 1
    tags = np.ones(len(points), np.uint8)
    return _scanned(np.round(points).astype(c_long), tags, ends.astype(np.int16), shape, EVEN_ODD)


def outlined_inks(svg: bytes) -> frozenset[str]:
    """The inks `#rrggbb` of a drawing that `scan_outlines` takes; none of any other."""
    plain = PLAIN.fullmatch(svg)
    return frozenset(f"#{color.decode()}" for color, _ in PATH.findall(plain[3])) if plain else frozenset()


def _ink(color: bytes) -> Pixels:
    return np.frombuffer(bytes.fromhex(color.decode()), np.uint8)


def _cover(path: bytes, scale: Reals, shape: tuple[int, int]) -> Pixels | None:
    """How much of each pixel (h, w) lies inside `path`, 0..255, by the non-zero rule; None for too many points."""
    steps = STEP.findall(path)
    tags = np.array([tag for verb, _ in steps for tag in TAGS[verb]], np.uint8)
    if len(tags) > MOST_POINTS:
        return None
    numbers = np.array(b" ".join(words for _, words in steps).split(), np.float64).reshape(-1, 2)
    points = np.round((numbers * scale + (0, shape[0])) * UNIT).astype(c_long)
    ends = np.cumsum([len(TAGS[verb]) for verb, _ in steps])[[verb == b"Z" for verb, _ in steps]] - 1
    return _scanned(points, tags, ends.astype(np.int16), shape)


def _scanned(
    points: NDArray[np.int64], tags: Pixels, ends: NDArray[np.int16], shape: tuple[int, int], rule: int = NON_ZERO
) -> Pixels | None:
    """The cover of an outline in 64ths of a pixel, y up, each of its contours up to its point of `ends`."""
    cover = np.zeros(shape, np.uint8)
    pointers = [
        array.ctypes.data_as(POINTER(kind))
        for array, kind in ((points, FT_Vector), (tags, c_ubyte), (ends, c_short), (cover, c_ubyte))
    ]
    outline = FT_Outline(len(ends), len(tags), *pointers[:3], rule)
    bitmap = FT_Bitmap(*shape, shape[1], pointers[3], SHADES, FT_PIXEL_MODE_GRAY)
    with ONE_AT_A_TIME:
        error = FT_Outline_Get_Bitmap(get_handle(), byref(outline), byref(bitmap))
    return None if error else cover
