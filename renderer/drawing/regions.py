"""Cells that belong together: one piece, no step in depth, no crease. Their borders are the lines of the drawing."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt, minimum_filter
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from renderer.drawing.look import NOTHING, Seen

Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]
Number = TypeVar("Number", np.int32, np.float32)

CREASE_DEG = 24.0
"""Between neighbouring cells; softer bends are drawn by nobody."""
STEP_CELLS = 7.0
"""A step in depth of so many cells, beyond what the slope explains, is an edge."""
STEEPEST = 0.12
"""The least cosine to the eye by which a slope is reckoned."""
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
    rows, columns = seen.piece.shape
    number = np.arange(rows * columns).reshape(rows, columns)
    beside, below = _alike(seen, cell, 1), _alike(seen, cell, 0)
    starts = np.concatenate([number[:, :-1][beside], number[:-1][below]])
    ends = np.concatenate([number[:, 1:][beside], number[1:][below]])
    links = coo_array((np.ones(len(starts), np.int8), (starts, ends)), shape=(number.size, number.size))
    _, labels = connected_components(links, directed=False)
    return np.asarray(labels.reshape(rows, columns), np.int32)


def _alike(seen: Seen, cell: float, axis: int) -> Bools:
    """Whether each cell goes on in the next one along `axis`."""

    def pair(field: NDArray[Number]) -> tuple[NDArray[Number], NDArray[Number]]:
        return (field[:-1], field[1:]) if axis == 0 else (field[:, :-1], field[:, 1:])

    same = np.equal(*pair(seen.piece))
    first, second = pair(seen.normal)
    bend = np.einsum("rck,rck->rc", first, second) >= np.cos(np.radians(CREASE_DEG))
    depths = [np.where(np.isfinite(each), each, 0) for each in pair(seen.depth)]
    facing = np.maximum(np.minimum(first[..., 2], second[..., 2]), STEEPEST)
    slope = np.sqrt(1 - facing**2) / facing * cell
    level = np.abs(depths[0] - depths[1]) <= slope * 2 + STEP_CELLS * cell
    return np.asarray(same & bend & level)


def _broad(labels: Ints) -> Bools:
    """Cells whose neighbours on all sides are of the same region: what is thinner than three cells has none."""
    return np.asarray(
        (minimum_filter(labels, 3, mode="nearest") == labels) & (-minimum_filter(-labels, 3, mode="nearest") == labels)
    )


def _instead(filled: Ints, labels: Ints, empty: Bools) -> Ints:
    """Filled cells, but where the nearest region was the emptiness around the model: those keep their own."""
    return np.where((filled == NOTHING) & ~empty, labels, filled)
