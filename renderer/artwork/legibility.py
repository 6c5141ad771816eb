"""How thin the ink of an artwork gets, and how narrow its gaps: what decides whether a process can make it."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from renderer.artwork.cover import SOLID, cover
from renderer.remembered import remembered

Mask = NDArray[np.bool_]

PER_MM, MOST_PX, LEAST_PX = 16.0, 1400, 300
SHARE = 0.03
"""Part of the ink (or of its gaps) that may be finer than what is reported: the points of serifs and crotches."""
WIDEST_MM = 6.0
STEPS = 7
QUICK, QUICK_PX = 4.0, 1600
"""The quick look: pixels over the least stroke, and the most that are drawn."""
GOOD_PART = 0.1


@dataclass(frozen=True)
class Legibility:
    """Millimetres: `stroke`, the thinnest of the ink, and `counter`, the narrowest gap between ink; capped at 6."""

    stroke: float
    counter: float


@remembered(1 << 18)
def legibility(svg: bytes, width_mm: float, height_mm: float) -> Legibility:
    """Measured on the drawing itself; raises `ArtworkError` as `rasterize` does."""
    longest = max(width_mm, height_mm)
    density = max(min(PER_MM, MOST_PX / longest), LEAST_PX / longest)
    ink = _ink(svg, width_mm, height_mm, density)
    return Legibility(_thinnest(ink, density), _thinnest(_gaps(ink, density), density, ~ink))


@remembered(1 << 18)
def too_thin(svg: bytes, width_mm: float, height_mm: float, stroke: float) -> bool:
    """Whether a good part of the ink is finer than `stroke` millimetres: a quick look, for every new name."""
    density = quick_density(width_mm, height_mm, stroke)
    inked = _cover(svg, width_mm, height_mm, density)
    ink = np.pad(inked > SOLID, 1)
    # Hairlines that fill no pixel are gone from the ink altogether.
    if np.count_nonzero(ink) < (1 - GOOD_PART) * inked.sum(dtype=np.int64) / 255:
        return True
    return _worn(ink, stroke / 2 * density) > GOOD_PART


def _ink(svg: bytes, width_mm: float, height_mm: float, density: float) -> Mask:
    """Where there is ink (h, w), with room around it."""
    return np.pad(_cover(svg, width_mm, height_mm, density) > SOLID, math.ceil(WIDEST_MM / 2 * density) + 1)


def _cover(svg: bytes, width_mm: float, height_mm: float, density: float) -> NDArray[np.uint8]:
    """How much of each pixel is ink (h, w), 0..255."""
    return cover(svg, *size_px(width_mm, height_mm, density))


def quick_density(width_mm: float, height_mm: float, stroke: float) -> float:
    """Pixels a millimetre of a quick look at an artwork whose finish makes strokes of `stroke` millimetres."""
    return min(QUICK / stroke, QUICK_PX / max(width_mm, height_mm))


def size_px(width_mm: float, height_mm: float, density: float) -> tuple[int, int]:
    """Width and height in pixels, at least one each."""
    return max(math.ceil(width_mm * density), 1), max(math.ceil(height_mm * density), 1)


def _gaps(ink: Mask, density: float) -> Mask:
    """What lies between ink: filled by closing over the widest gap that is reported."""
    reach = WIDEST_MM / 2 * density
    near = ndimage.distance_transform_edt(~ink) <= reach
    return np.asarray((ndimage.distance_transform_edt(near) > reach) & ~ink)


def _thinnest(mask: Mask, density: float, room: Mask | None = None) -> float:
    """The width (mm) of the disc that no more than `SHARE` of `mask` is too narrow for; it may roll about in `room`."""
    total = np.count_nonzero(mask)
    if total < 4:
        return WIDEST_MM
    depth = ndimage.distance_transform_edt(mask if room is None else room)
    low, high = 0.0, WIDEST_MM / 2 * density
    for _ in range(STEPS):
        radius = (low + high) / 2
        low, high = (radius, high) if _lost(mask, depth, radius) <= SHARE else (low, radius)
    return round(2 * low / density, 2)


def _lost(mask: Mask, depth: NDArray[np.float64], radius: float) -> float:
    """The part of `mask` that no disc of that radius (pixels), kept where `depth` has room for it, gets to."""
    from renderer.artwork.within import within  # noqa: PLC0415 - it brings a compiler, and quick looks need none

    return _gone(mask, within(depth > radius, radius))


def _worn(ink: Mask, radius: float) -> float:
    """`_lost` for small discs: it grows with their area, and is quicker up to some pixels."""
    return _gone(ink, _swept(~_swept(~ink, radius), radius))


def _gone(mask: Mask, opened: Mask) -> float:
    """The part of `mask` that is not left in `opened`."""
    return float(np.count_nonzero(mask & ~opened)) / max(int(np.count_nonzero(mask)), 1)


def _swept(mask: Mask, radius: float) -> Mask:
    """Everything within `radius` pixels of `mask`."""
    reach = math.floor(radius)
    wide = np.pad(mask, reach)
    rows, columns = mask.shape
    result = np.zeros_like(mask)
    for down in range(-reach, reach + 1):
        for right in range(-reach, reach + 1):
            if down * down + right * right <= radius * radius:
                result |= wide[reach + down :, reach + right :][:rows, :columns]
    return result
