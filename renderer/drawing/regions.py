"""Cells that belong together: one piece, no step in depth, no crease. Their borders are the lines of the drawing."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt, minimum_filter

from renderer.drawing.joined import join
from renderer.drawing.look import NOTHING, Seen

Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]

CREASE_DEG = 24.0
"""Between neighbouring cells; softer bends are drawn by nobody."""
STEP_CELLS = 7.0
"""A step in depth of so many cells, beyond what the slope explains, is an edge."""
LEAST_CELLS = 90
"""Smaller regions are screws and chips of shading; those around them take their cells."""


def regions(seen: Seen, cell: float) -> Ints:
    """A number a cell (rows, columns), NOTHING where it is empty; what is thin or tiny has gone to its neighbours."""
    labels = _connected(seen, cell)
    kept = _broad(labels) & (np.bincount(labels.ravel())[labels] >= LEAST_CELLS)
    empty = seen.piece == NOTHING
    alive = np.bincount(labels[kept], minlength=labels.max() + 1)[labels] > 0
    stays = (alive & kept) | empty
    nearest = distance_transform_edt(~stays, return_distances=False, return_indices=True)
    filled = np.where(empty, NOTHING, labels)[tuple(nearest)]
    return np.where(empty, NOTHING, _instead(filled, labels, empty)).astype(np.int32)


def _connected(seen: Seen, cell: float) -> Ints:
    labels = np.empty(seen.piece.size, np.int32)
    join(seen.piece, seen.depth, seen.normal, np.cos(np.radians(CREASE_DEG)), STEP_CELLS * cell, cell, labels)
    return labels.reshape(seen.piece.shape)


def _broad(labels: Ints) -> Bools:
    """Cells whose neighbours on all sides are of the same region: what is thinner than three cells has none."""
    return np.asarray(
        (minimum_filter(labels, 3, mode="nearest") == labels) & (-minimum_filter(-labels, 3, mode="nearest") == labels)
    )


def _instead(filled: Ints, labels: Ints, empty: Bools) -> Ints:
    """Filled cells, but where the nearest region was the emptiness around the model: those keep their own."""
    return np.where((filled == NOTHING) & ~empty, labels, filled)
