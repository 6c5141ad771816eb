"""The shapes that thread has to cover: one colour each, connected, with the distance to their edge."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from renderer.artwork.rasterize import rasterize
from renderer.finishes.blur import blurred
from renderer.finishes.thread.distance import distances
from renderer.finishes.thread.inks import part_inks

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

PER_MM, MOST_PX = 8.0, 2800
MARGIN_MM = 1.5
LEAST_MM2 = 0.35
"""Smaller specks cannot be sewn."""
SPECK = 0.8
"""No edge is smoothed so far out that a speck of less than this part of it grows to that."""
TUCK_MM = 0.5
"""How far a colour reaches under one that is sewn over it, so that no cloth shows between them."""
BRIDGE_MM = 1.1
"""A gap in a colour, up to twice as wide and covered by later ones, is sewn through."""
SMOOTH_PX = 0.9


@dataclass(frozen=True, eq=False)
class Shape:
    """`depth` (h, w): millimetres to the edge, negative outside; its corner lies at `origin` (x, y) mm of the cloth."""

    depth: Floats
    origin: Floats
    pixel: float
    thread: int
    later: Mask | None = None
    """Where (h, w) other colours are sewn over it or beside it later; None for nowhere."""

    @property
    def mask(self) -> Mask:
        """Which pixels are inside."""
        return np.asarray(self.depth > 0)

    @property
    def area(self) -> float:
        """Square millimetres."""
        return float(np.count_nonzero(self.mask)) * self.pixel**2


@dataclass(frozen=True, eq=False)
class Cloth:
    """What is to be sewn: colours `#rrggbb` in sewing order, and shapes that refer to them."""

    colors: tuple[str, ...]
    shapes: tuple[Shape, ...]


def drawn_cloth(svg: bytes, width_mm: float, height_mm: float) -> Cloth:
    """The shapes of an artwork of that size; x to the right, y down, from its upper left corner."""
    density = min(PER_MM, MOST_PX / max(width_mm, height_mm))
    pixels = rasterize(svg, math.ceil(width_mm * density), math.ceil(height_mm * density))
    label, colors = part_inks(pixels)
    areas = np.bincount(label[label >= 0], minlength=len(colors))
    order = [int(each) for each in np.argsort(-areas, kind="stable") if areas[each]]
    rank = np.full(len(colors) + 1, -1)
    rank[order] = np.arange(len(order))
    shapes = [shape for number in range(len(order)) for shape in _shapes(rank[label], number, 1 / density)]
    return Cloth(tuple("#{:02x}{:02x}{:02x}".format(*colors[each]) for each in order), tuple(shapes))


def _shapes(rank: NDArray[np.int64], number: int, pixel: float) -> Iterator[Shape]:
    """The connected shapes of one colour, tucked under later ones; specks are left out."""
    covered = _tucked(rank == number, rank > number, pixel)
    labels, _ = ndimage.label(covered, np.ones((3, 3)))
    areas = np.bincount(labels.reshape(-1)) * pixel**2
    for index, box in enumerate(ndimage.find_objects(labels), start=1):
        if areas[index] < SPECK * LEAST_MM2:
            continue
        corner = box[1].start, box[0].start
        shape = shape_of(labels[box] == index, corner, pixel, number, later=rank[box] > number)
        # By what the smoothed edge encloses: a hairline, long as it may be, has room for no thread.
        if shape.area >= LEAST_MM2:
            yield shape


def shape_of(mask: Mask, corner_px: tuple[int, int], pixel: float, thread: int, *, later: Mask | None = None) -> Shape:
    """`mask` as a shape with a margin around it; its own corner lies at `corner_px` (x, y)."""
    pad = math.ceil(MARGIN_MM / pixel)
    origin = (np.array(corner_px) - pad) * pixel
    over = None if later is None or not later.any() else np.pad(later, pad)
    return Shape(signed_depth(np.pad(mask, pad), pixel), origin, pixel, thread, over)


def _tucked(mask: Mask, later: Mask, pixel: float) -> Mask:
    """`mask`, reaching a little under what is sewn over it, and through where that is narrow."""
    if not (mask.any() and later.any()):
        return mask
    outside = distances(~mask) * pixel
    closed = distances(outside <= BRIDGE_MM) * pixel > BRIDGE_MM
    return np.asarray(mask | (later & ((outside <= TUCK_MM) | closed)))


def signed_depth(mask: Mask, pixel: float) -> Floats:
    """Millimetres to the edge of `mask`, negative outside, smoothed by a pixel so that edges are no stairs."""
    inside, outside = distances(mask), distances(~mask)
    depth = np.where(mask, inside - 0.5, 0.5 - outside)
    return np.asarray(blurred(depth, (SMOOTH_PX, SMOOTH_PX)) * pixel)
