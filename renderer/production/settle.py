"""Inks as pixels, made ready to be traced: what is too fine for an outline goes to the inks beside it.

Between black and white a picture has a line of grey. Traced, it would be gone, and paper would show there.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from renderer.production.trace import LEAST_PX2

Labels = NDArray[np.int64]
Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]

ROUNDS, REACH = 3, 4
"""Inks grow by up to `REACH` pixels a round; what that leaves too fine is looked at again."""
BESIDE = ((0, 1), (1, 0), (0, -1), (-1, 0), (1, 1), (1, -1), (-1, -1), (-1, 1))
TOGETHER = np.ones((3, 3), np.bool_)


def softened(mask: Mask) -> Floats:
    """`mask` averaged over 3 × 3 pixels, so that its outline is no staircase."""
    wide = np.pad(mask.astype(np.float64), 1, mode="edge")
    rows = wide[:-2] + 2 * wide[1:-1] + wide[2:]
    return np.asarray((rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]) / 16)


def covers(label: Labels, count: int) -> Iterator[Floats]:
    """For each of `count` inks how much it has (h, w) of each pixel, softly, 0..1: over ½ where no other has as much.

    So outlines at ½ meet where three inks do; by each ink's own half they would leave a gap there.
    """
    most, second = (np.zeros(label.shape) for _ in range(2))
    for number in range(-1, count):
        soft = softened(label == number)
        second = np.maximum(second, np.minimum(soft, most))
        most = np.maximum(most, soft)
    for number in range(count):
        soft = softened(label == number)
        yield 0.5 + (soft - np.where(soft == most, second, most)) / 2


def settled(label: Labels) -> Labels:
    """Numbers of inks (h, w), -1 for none, in which every pixel lies in something that can be traced, or at its rim."""
    for _ in range(ROUNDS):
        fine = (label >= 0) & ~_traceable(label)
        taken = _given_away(label, fine)
        if (taken == label).all():
            break
        label = taken
    return label


def _traceable(label: Labels) -> Mask:
    """Pixels that stay in their ink's outline."""
    found = np.zeros(label.shape, np.bool_)
    for number in range(int(label.max(initial=-1)) + 1):
        mask = label == number
        stays = mask & (softened(mask) > 0.5)
        parts, _ = ndimage.label(stays, TOGETHER)
        found |= (np.bincount(parts.reshape(-1)) > LEAST_PX2)[parts] & stays
    return found


def _given_away(label: Labels, fine: Mask) -> Labels:
    """`label` with pixels that are too `fine` (h, w) in the ink of one beside them that is not, pixel by pixel."""
    result, open_now = np.pad(label, 1, constant_values=-1), np.pad(fine, 1)
    settled_now = (result >= 0) & ~open_now
    for _ in range(REACH):
        rows, columns = np.nonzero(open_now)
        ink = np.full(len(rows), -1)
        for down, right in BESIDE:
            there = rows + down, columns + right
            ink = np.where((ink < 0) & settled_now[there], result[there], ink)
        found = ink >= 0
        if not found.any():
            break
        place = rows[found], columns[found]
        result[place], open_now[place], settled_now[place] = ink[found], False, True
    return np.asarray(result[1:-1, 1:-1])
