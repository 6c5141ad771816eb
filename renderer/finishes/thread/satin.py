"""A column sewn: underlay along its middle and sides, then thread from edge to edge."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from renderer.finishes.thread.columns import Column
from renderer.finishes.thread.runs import Run, along

Floats = NDArray[np.float64]

PULL_MM = 0.17
"""Cloth gives way to the thread: each end is planned so far beyond the edge that it comes to lie on."""
SPLIT_MM = 7.0
"""Longer threads catch; they are tacked down in between."""
PIECE_MM = 5.2
TACKS = (0.0, 0.22, -0.22)
"""Tacks of following threads do not line up to a groove: part of a piece that they are moved by."""
CROWDED_MM = 0.21
"""Where needle holes come nearer to each other, every other thread ends early; those that stay, 0.4 mm wide, cover."""
EARLY = 0.3
UNDERLAY_MM = 2.2
INSET_TURNS = 2
"""The line under a column begins and ends so many turns within it, lest it looks out."""
WIDE_UNDERLAY_MM = 2.4
"""Columns at least so wide get a zigzag under them, others a line."""
ZIGZAG_MM, ZIGZAG_PART = 1.8, 0.62
SEAM_TURNS = 4
"""A ring overlaps its own start by so many turns."""


def satin(column: Column) -> list[Run]:
    """The column's underlay and cover, sewn there and back so that it ends where it began."""
    over = _closed(column) if column.ring else column
    ends = slice(INSET_TURNS, -INSET_TURNS) if len(over.left) > 4 * INSET_TURNS else slice(None)
    runs = [Run(along(over.middle[ends], UNDERLAY_MM), "underlay")]
    backward = Column(over.left[::-1], over.right[::-1])
    if float(np.median(column.width)) >= WIDE_UNDERLAY_MM:
        runs.append(Run(_zigzag(backward), "underlay"))
        backward = over
    return [*runs, Run(_cover(backward), "satin")]


def _closed(column: Column) -> Column:
    seam = slice(0, min(SEAM_TURNS, len(column.left)))
    return Column(
        np.concatenate([column.left, column.left[seam]]), np.concatenate([column.right, column.right[seam]]), ring=True
    )


def _zigzag(column: Column) -> Floats:
    """From side to side inside the column, coarsely."""
    step = max(round(ZIGZAG_MM / 0.2), 1)
    left, right, middle = column.left[::step], column.right[::step], column.middle[::step]
    sides = [left, right]
    points = [middle[i] + ZIGZAG_PART * (sides[i % 2][i] - middle[i]) for i in range(len(middle))]
    return np.array([*points, column.middle[-1]])


def _cover(column: Column) -> Floats:
    """Needle holes from edge to edge: left and right by turns, with tacks on long ways."""
    out = (column.right - column.left) / np.maximum(column.width, 1e-9)[:, None]
    ends = [_eased(column.left, column.right) - PULL_MM * out, _eased(column.right, column.left) + PULL_MM * out]
    turned = np.where((np.arange(len(out)) % 2 == 0)[:, None], *ends)
    pieces = [turned[:1]]
    done = 1
    for turn in (np.flatnonzero(np.linalg.norm(np.diff(turned, axis=0), axis=1) > SPLIT_MM) + 1).tolist():
        pieces += [turned[done:turn], *_tacks(turned[turn - 1], turned[turn], turn)]
        done = turn
    return np.concatenate([*pieces, turned[done:]])


def _eased(side: Floats, opposite: Floats) -> Floats:
    """One side's holes, every other drawn in where they crowd."""
    result = side.copy()
    step = np.linalg.norm(side[2:] - side[:-2], axis=1)
    crowded = np.flatnonzero(step < CROWDED_MM) + 2
    short = crowded[(crowded // 2) % 2 == 1]
    result[short] += EARLY * (opposite[short] - side[short])
    return result


def _tacks(start: Floats, end: Floats, turn: int) -> Iterator[Floats]:
    pieces = int(np.ceil(float(np.linalg.norm(end - start)) / PIECE_MM))
    for piece in range(1, pieces):
        yield (start + (end - start) * (piece + TACKS[turn % len(TACKS)]) / pieces)[None]
