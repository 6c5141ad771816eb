"""Pictures as a sheet shows them, and how they share rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice


@dataclass(frozen=True)
class Picture:
    """A picture beside the sheet, with what it stands on, and how many share its row."""

    name: str
    title: str
    alt: str
    width: int
    height: int
    background: str | None
    row: int = 1


def row_lengths(count: int) -> list[int]:
    """How many pictures share the row of each of `count` pictures: rows of two first, then of three, none left open."""
    twos = {0: 0, 1: 4, 2: 2}[count % 3] if count > 1 else 0
    return [1] if count == 1 else [2] * min(twos, count) + [3] * (count - twos)


def in_rows(views: Sequence[Picture]) -> list[Picture]:
    """`views`, each with the number of those in its row."""
    lengths = row_lengths(len(views))
    return [replace(view, row=row) for view, row in zip(views, lengths, strict=True)]


def rows_of(views: Sequence[Picture]) -> list[list[Picture]]:
    """`views` as `in_rows` has told them apart."""
    left, rows = iter(views), []
    while first := next(left, None):
        rows.append([first, *islice(left, first.row - 1)])
    return rows
