"""Cells that go on in each other, found in two passes: trees of cells that grow together, then a number for each."""

import math

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline, kernel

Singles = NDArray[np.float32]
Ints = NDArray[np.int32]

STEEPEST = 0.12
"""The least cosine to the eye by which a slope is reckoned."""


@kernel
def join(piece: Ints, depth: Singles, normal: Singles, crease: float, step: float, cell: float, labels: Ints) -> None:
    """Fill in for each cell (rows · columns), row by row, the first of the cells that it belongs to.

    Neighbours do, where they are of one `piece`, where their unit normals (…, 3), toward the eye, meet at no less than
    the cosine `crease`, and where their depths differ by no more than `step` and what the slope of a `cell` explains.
    """
    rows, columns = piece.shape
    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            labels[here] = here
            if column and goes_on(piece, depth, normal, row, column, row, column - 1, crease, step, cell):
                labels[here] = labels[here - 1]
            if row and goes_on(piece, depth, normal, row, column, row - 1, column, crease, step, cell):
                grow_together(labels, here, here - columns)
    for here in range(rows * columns):
        labels[here] = labels[labels[here]]


@inline
def goes_on(
    piece: Ints,
    depth: Singles,
    normal: Singles,
    row: int,
    column: int,
    up: int,
    left: int,
    crease: float,
    step: float,
    cell: float,
) -> bool:
    """Whether cell (`up`, `left`) is the same surface as (`row`, `column`); emptiness goes on in emptiness."""
    if piece[row, column] != piece[up, left]:
        return False
    if piece[row, column] < 0:
        return True
    bend = 0.0
    for axis in range(3):
        bend += normal[row, column, axis] * normal[up, left, axis]
    facing = max(min(normal[row, column, 2], normal[up, left, 2]), STEEPEST)
    slope = math.sqrt(max(1.0 - facing * facing, 0.0)) / facing * cell
    return bend >= crease and abs(depth[row, column] - depth[up, left]) <= 2.0 * slope + step


@inline
def grow_together(labels: Ints, one: int, other: int) -> None:
    """The trees of two cells become one, which the earlier of their roots stands for."""
    if labels[one] == labels[other]:
        return
    first, second = root(labels, one), root(labels, other)
    labels[max(first, second)] = min(first, second)
    labels[one] = labels[other] = min(first, second)


@inline
def root(labels: Ints, cell: int) -> int:
    """The cell that stands for the tree of `cell`."""
    while labels[cell] != cell:
        labels[cell] = labels[labels[cell]]
        cell = labels[cell]
    return cell
