"""The borders between regions as chains of lattice corners, from junction to junction."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]
Corner = int
"""Row · (columns + 1) + column of a lattice corner."""


def cracks(labels: Ints) -> tuple[Bools, Bools]:
    """Where cells differ from the one to the right (rows, columns - 1), and from the one below (rows - 1, columns)."""
    return labels[:, :-1] != labels[:, 1:], labels[:-1] != labels[1:]


def chains(upright: Bools, level: Bools) -> list[NDArray[np.int64]]:
    """Cracks as chains of corners (n, 2), row and column; closed ones end where they begin. Each crack is in one."""
    columns = level.shape[1] + 1
    row, column = np.nonzero(upright)
    down = np.stack([row * columns + column + 1, (row + 1) * columns + column + 1], axis=1)
    row, column = np.nonzero(level)
    across = np.stack([(row + 1) * columns + column, (row + 1) * columns + column + 1], axis=1)
    around: dict[Corner, list[Corner]] = defaultdict(list)
    for one, other in np.concatenate([down, across]).tolist():
        around[one].append(other)
        around[other].append(one)
    return [np.stack(np.divmod(np.array(chain), columns), axis=1) for chain in _walks(around)]


def _walks(around: Mapping[Corner, list[Corner]]) -> Iterator[list[Corner]]:
    left = {corner: list(others) for corner, others in around.items()}
    junctions = [corner for corner, others in around.items() if len(others) != 2]
    for start in [*junctions, *around]:
        while left[start]:
            yield _walk(start, left, around)


def _walk(start: Corner, left: dict[Corner, list[Corner]], around: Mapping[Corner, list[Corner]]) -> list[Corner]:
    """One chain from `start` to the next junction, or around to `start`; its cracks are taken out of `left`."""
    chain = [start]
    while left[chain[-1]]:
        here = chain[-1]
        following = left[here].pop()
        left[following].remove(here)
        chain.append(following)
        if len(around[following]) != 2 or following == start:
            break
    return chain
