"""Every connected piece of ink by itself: the dot of an i is a hundredth of a name's outline, and missed as much."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from renderer.finishes.thread.distance import distances

Mask = NDArray[np.bool_]
Labels = NDArray[np.int32]
Floats = NDArray[np.float64]

FOUND = 0.35
"""Part of a piece that is seen where it is there: of small ones in thread and worn leaf 0.9, of lost ones nothing."""
LEAST_PX = 2.5
"""No raster tells whether what is narrower is there."""
TOGETHER = np.ones((3, 3), np.bool_)
"""Pixels that touch at a corner hang together."""


@dataclass(frozen=True)
class Lost:
    """A piece of ink that was not found: its middle from the artwork's left and upper edge, its size; millimetres."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float

    def __str__(self) -> str:
        size = f"{self.width_mm:.1f} × {self.height_mm:.1f} mm"
        return f"a piece of {size} is missing, {self.x_mm:.1f} mm from the left and {self.y_mm:.1f} mm from the top"


def lost_pieces(ink: Mask, seen: Mask, density: float, least_mm: float) -> tuple[Lost, ...]:
    """The pieces of `ink` (h, w), at `density` pixels a millimetre, that `seen` (h, w) has next to nothing of.

    Only those which somewhere are as wide as `least_mm` and as pixels can tell.
    """
    found, count = ndimage.label(ink, TOGETHER)
    labels = np.asarray(found, np.int32)
    area = np.bincount(labels.reshape(-1), minlength=count + 1)
    kept = np.bincount(labels[seen], minlength=count + 1)
    gone = kept < FOUND * area
    gone[0] = False
    if not gone.any():
        return ()
    gone &= _widths(ink, labels, count) >= max(LEAST_PX, least_mm * density)
    boxes = ndimage.find_objects(labels)
    return tuple(_lost(boxes[number - 1], density) for number in np.flatnonzero(gone))


def _widths(ink: Mask, labels: Labels, count: int) -> Floats:
    """For each label the pixels across the widest disc within it; the rim of the raster is an edge."""
    depth = distances(np.pad(ink, 1))[1:-1, 1:-1]
    deepest = ndimage.maximum(depth, labels, np.arange(count + 1))
    return np.asarray(2 * deepest - 1)


def _lost(box: tuple[slice, ...], density: float) -> Lost:
    middle = [(side.start + side.stop) / 2 / density for side in box]
    size = [(side.stop - side.start) / density for side in box]
    return Lost(*(round(each, 1) for each in (middle[1], middle[0], size[1], size[0])))
