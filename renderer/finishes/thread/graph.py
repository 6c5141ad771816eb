"""A skeleton as lines between forks, without the whiskers that every corner grows."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from renderer.finishes.thread.cloth import Shape
from renderer.finishes.thread.probe import depths
from renderer.finishes.thread.thinning import thinned

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Place = tuple[int, int]

WHISKER = 1.45
"""A loose end shorter than so many times the depth at its fork belongs to a corner: √2 in a square one."""
WHISKER_MM = 0.25
BLUNT, STUB = 0.5, 0.75
ROUNDS = 3
COARSE_MM = 1 / 7
STEPS = ((0, 1), (1, 0), (0, -1), (-1, 0), (1, 1), (1, -1), (-1, -1), (-1, 1))


@dataclass(frozen=True, eq=False)
class Branch:
    """`points` (n, 2) in millimetres from the shape's corner; `ends`: the forks it runs between, -1 for a loose end.

    A ring without forks has its first point again as its last, and both ends -1.
    """

    points: Floats
    ends: tuple[int, int]

    @property
    def length(self) -> float:
        """Millimetres."""
        return float(np.linalg.norm(np.diff(self.points, axis=0), axis=1).sum())

    @property
    def ring(self) -> bool:
        """Whether it closes in itself."""
        return bool(len(self.points) > 3 and (self.points[0] == self.points[-1]).all())


@dataclass(frozen=True, eq=False)
class Skeleton:
    """Branches, and for each fork its place and the depth there."""

    branches: tuple[Branch, ...]
    forks: Floats
    """(k, 3): x, y, depth."""


def skeleton(shape: Shape) -> Skeleton:
    """The middle lines of `shape`, at about a seventh of a millimetre."""
    step = max(round(COARSE_MM / shape.pixel), 1)
    coarse = np.pad(shape.mask[step // 2 :: step, step // 2 :: step], 1)
    line = thinned(coarse)
    offset = (0.5 + step // 2) * shape.pixel - step * shape.pixel
    found = _traced(line, shape, step * shape.pixel, offset)
    for _ in range(ROUNDS):
        whiskers = _whiskers(found, shape)
        if not whiskers:
            break
        kept = [branch for index, branch in enumerate(found.branches) if index not in whiskers]
        found = _joined(kept, found.forks)
    return found


def _traced(line: Mask, shape: Shape, pitch: float, offset: float) -> Skeleton:
    near = _neighbours(line)
    forks = sorted(place for place, around in near.items() if len(around) > 2)
    number = _clusters(forks)
    count = max(number.values(), default=-1) + 1
    middles = np.zeros((count, 3))
    for fork in range(count):
        members = [place for place in forks if number[place] == fork]
        middles[fork, :2] = _mm(members, pitch, offset).mean(axis=0)
    middles[:, 2] = depths(shape.depth, shape.pixel, np.ascontiguousarray(middles[:, :2]))
    branches = [_branch(chain, number, middles, pitch, offset) for chain in _chains(near, number)]
    return Skeleton(tuple(branches), middles)


def _neighbours(line: Mask) -> dict[Place, list[Place]]:
    """For each place on the line those beside it; one that is also met around a square corner does not count."""
    rows, columns = np.nonzero(line)
    beside = [line[rows + r, columns + c] for r, c in STEPS[:4]]
    for r, c in STEPS[4:]:
        beside.append(line[rows + r, columns + c] & ~line[rows + r, columns] & ~line[rows, columns + c])
    places = list(zip(rows.tolist(), columns.tolist(), strict=True))
    near: dict[Place, list[Place]] = {place: [] for place in places}
    for number, step in np.argwhere(np.stack(beside, axis=1)).tolist():
        row, column = places[number]
        near[places[number]].append((row + STEPS[step][0], column + STEPS[step][1]))
    return near


def _clusters(forks: list[Place]) -> dict[Place, int]:
    """Fork pixels that touch are one fork."""
    if not forks:
        return {}
    rows, columns = np.array(forks).T
    image = np.zeros((rows.max() + 2, columns.max() + 2), np.int64)
    image[rows, columns] = 1
    labels, _ = ndimage.label(image, np.ones((3, 3)))
    return {place: int(labels[place]) - 1 for place in forks}


def _chains(near: dict[Place, list[Place]], number: dict[Place, int]) -> Iterator[list[Place]]:
    """Lines of pixels between ends and forks, then the rings that are left."""
    used: set[frozenset[Place]] = set()
    passed: set[Place] = set()
    ends = sorted(place for place, around in near.items() if len(around) != 2)
    for start in ends:
        for following in sorted(near[start]):
            inner = start in number and following in number and number[start] == number[following]
            if not inner and frozenset((start, following)) not in used:
                chain = _walk(start, following, near)
                used |= {frozenset(chain[:2]), frozenset(chain[-2:])}
                passed |= set(chain)
                yield chain
    for place in sorted(near):
        if place not in passed and len(near[place]) == 2:
            chain = _walk(place, near[place][0], near)
            passed |= set(chain)
            yield chain


def _walk(start: Place, following: Place, near: dict[Place, list[Place]]) -> list[Place]:
    chain = [start, following]
    while len(near[chain[-1]]) == 2 and chain[-1] != start:
        one, other = near[chain[-1]]
        chain.append(other if one == chain[-2] else one)
    return chain


def _branch(chain: list[Place], number: dict[Place, int], middles: Floats, pitch: float, offset: float) -> Branch:
    points = _mm(chain, pitch, offset)
    ends = number.get(chain[0], -1), number.get(chain[-1], -1)
    for at, fork in zip((0, -1), ends, strict=True):
        if fork >= 0:
            points[at] = middles[fork, :2]
    return Branch(points, ends)


def _mm(places: list[Place], pitch: float, offset: float) -> Floats:
    return np.array(places, np.float64)[:, ::-1] * pitch + offset


def _whiskers(found: Skeleton, shape: Shape) -> set[int]:
    """Branches with one loose end that are too short for their fork; of a fork with no others two stay."""
    short: dict[int, list[int]] = defaultdict(list)
    others: dict[int, int] = defaultdict(int)
    for index, branch in enumerate(found.branches):
        loose = -1 in branch.ends and max(branch.ends) >= 0
        fork = max(branch.ends)
        if loose and _whisker(branch, found.forks[fork, 2], shape):
            short[fork].append(index)
        else:
            for end in set(branch.ends) - {-1}:
                others[end] += 1
    doomed: set[int] = set()
    for fork, indices in short.items():
        ranked = sorted(indices, key=lambda index: (-found.branches[index].length, index))
        doomed |= set(ranked[0 if others[fork] >= 1 else 2 :])
    return doomed


def _whisker(branch: Branch, depth: float, shape: Shape) -> bool:
    """Whether a loose branch only leads into a corner; one that ends deep inside is a stub with a width of its own."""
    tip = branch.points[0 if branch.ends[0] < 0 else -1]
    blunt = depths(shape.depth, shape.pixel, tip[None])[0] > BLUNT * depth
    return branch.length < (STUB if blunt else WHISKER) * depth + WHISKER_MM


def _joined(branches: list[Branch], forks: Floats) -> Skeleton:
    """Branches run on through forks that have only two of them left; one with a single branch is a loose end."""
    kept = list(branches)
    for fork in range(len(forks)):
        here = [branch for branch in kept for end in branch.ends if end == fork]
        if len(here) == 1:
            kept[kept.index(here[0])] = _loosened(here[0], fork)
        elif len(here) == 2 and here[0] is not here[1]:
            kept = [branch for branch in kept if branch is not here[0] and branch is not here[1]]
            kept.append(_end_to_end(here[0], here[1], fork))
        elif len(here) == 2:
            kept[kept.index(here[0])] = Branch(here[0].points, (-1, -1))
    return Skeleton(tuple(kept), forks)


def _loosened(branch: Branch, fork: int) -> Branch:
    first, last = branch.ends
    return Branch(branch.points, (-1 if first == fork else first, -1 if last == fork else last))


def _end_to_end(one: Branch, other: Branch, fork: int) -> Branch:
    to_fork, first = (one.points, one.ends[0]) if one.ends[1] == fork else (one.points[::-1], one.ends[1])
    onward, last = (other.points, other.ends[1]) if other.ends[0] == fork else (other.points[::-1], other.ends[0])
    return Branch(np.concatenate([to_fork, onward[1:]]), (first, last))
