"""Pieces of thread in sewing order: one colour after the other, with few cuts, every cut tied off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.finishes.thread.cloth import Shape
from renderer.finishes.thread.fill import Piece
from renderer.finishes.thread.probe import depths
from renderer.finishes.thread.runs import Kind, Run, along

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]

GRID_MM = 0.1
"""Machines count in tenths of a millimetre."""
LEAST_MM = 0.4
"""Nearer holes cut the cloth."""
LONGEST_MM = 10.0
TIE_MM = 0.6
TRAVEL_MM = 2.5
FAR_MM = 25.0
"""A longer way inside a shape is cut all the same."""
UNSEEN_MM = 0.15
"""A way is covered where it runs so deep inside its shape; near its own ends it may come to the edge."""
NEAR_END_MM = 0.7
KINDS: tuple[Kind, ...] = ("underlay", "satin", "fill", "travel", "tie")


@dataclass(frozen=True, eq=False)
class Block:
    """Thread between two cuts: `holes` (n, 2), mm on the machine's grid, and `kinds` (n,) of the stitch to each."""

    thread: int
    holes: Floats
    kinds: Bytes


def sewn_blocks(work: Sequence[tuple[Shape, list[Piece]]]) -> list[Block]:
    """All pieces as blocks; shapes of one colour in the order in which they lie nearest to each other."""
    blocks: list[Block] = []
    for thread in sorted({shape.thread for shape, _ in work}):
        mine = [(shape, pieces) for shape, pieces in work if shape.thread == thread and pieces]
        for shape, pieces in _nearest_first(mine):
            blocks.extend(_block(thread, runs) for runs in _chained(shape, pieces))
    return [block for block in blocks if len(block.holes) > 2]


def _nearest_first(work: list[tuple[Shape, list[Piece]]]) -> Iterator[tuple[Shape, list[Piece]]]:
    """From the upper left on always to the shape whose first hole is nearest."""
    left = list(range(len(work)))
    starts = np.array([pieces[0][0].points[0] for _, pieces in work]) if work else np.empty((0, 2))
    here = np.zeros(2)
    while left:
        away = np.linalg.norm(starts[left] - here, axis=1)
        chosen = left.pop(int(np.argmin(away)))
        yield work[chosen]
        here = work[chosen][1][-1][-1].points[-1]


def _chained(shape: Shape, pieces: list[Piece]) -> Iterator[list[Run]]:
    """Runs that follow one another without a cut: where the way to the next stays unseen inside the shape."""
    chain: list[Run] = []
    for run, within in _in_order(pieces):
        if chain and not within:
            way = np.stack([chain[-1].points[-1], run.points[0]])
            length = float(np.linalg.norm(way[1] - way[0]))
            if length > TIE_MM and not _hidden(shape, way, length):
                yield chain
                chain = []
            elif length > TRAVEL_MM:
                chain.append(Run(along(way, TRAVEL_MM)[1:-1], "travel"))
        chain.append(run)
    if chain:
        yield chain


def _in_order(pieces: list[Piece]) -> Iterator[tuple[Run, bool]]:
    """Runs, and whether each goes on in a column that is being sewn."""
    for piece in pieces:
        column = piece[-1].kind == "satin"
        for number, run in enumerate(piece):
            yield run, column and number > 0


def _hidden(shape: Shape, way: Floats, length: float) -> bool:
    if length > FAR_MM:
        return False
    at = np.linspace(0, 1, max(int(length / 0.3), 2))
    places = way[0] + at[:, None] * (way[1] - way[0]) - shape.origin
    from_ends = np.minimum(at, 1 - at) * length
    return bool((depths(shape.depth, shape.pixel, places) > np.minimum(UNSEEN_MM, from_ends - NEAR_END_MM)).all())


def _block(thread: int, runs: list[Run]) -> Block:
    runs = [run for run in runs if len(run.points)]
    holes = np.concatenate([run.points for run in runs])
    kinds = np.concatenate([np.full(len(run.points), KINDS.index(run.kind), np.uint8) for run in runs])
    holes, kinds = _spaced(np.round(holes / GRID_MM), kinds)
    if len(holes) < 3:
        return Block(thread, holes * GRID_MM, kinds)
    first, last = _tie(holes[:2]), _tie(holes[:-3:-1])[::-1]
    tie = np.full(2, KINDS.index("tie"), np.uint8)
    return Block(thread, np.concatenate([first, holes, last]) * GRID_MM, np.concatenate([tie, kinds, tie]))


def _spaced(holes: Floats, kinds: Bytes) -> tuple[Floats, Bytes]:
    """Without holes that lie too near to the one before; the last one stays where it is."""
    kept: list[int] = []
    least = (LEAST_MM / GRID_MM) ** 2 - 0.5
    for index in range(len(holes)):
        x, y = holes[index] - holes[kept[-1]] if kept else (np.inf, np.inf)
        if not kept or x * x + y * y >= least:
            kept.append(index)
    return _split(holes[kept], kinds[kept])


def _split(holes: Floats, kinds: Bytes) -> tuple[Floats, Bytes]:
    """With more holes on ways that no machine makes in one."""
    length = np.linalg.norm(np.diff(holes, axis=0), axis=1) * GRID_MM
    pieces = np.concatenate([[1], np.ceil(length / LONGEST_MM).astype(np.int64)])
    at = np.repeat(np.arange(len(holes)), pieces)
    share = np.concatenate([np.arange(1, count + 1) / count for count in pieces])[:, None]
    before = holes[np.maximum(at - 1, 0)]
    return np.round(before + share * (holes[at] - before)), kinds[at]


def _tie(holes: Floats) -> Floats:
    """Two short stitches from the first of two holes about toward the second and back.

    They run straight across or down: into a slanting first stitch the PES format would put one without any length.
    """
    way = holes[1] - holes[0]
    main = np.abs(way) == np.abs(way).max()
    step = np.where(main if main.sum() == 1 else (True, False), np.sign(way) * TIE_MM / GRID_MM, 0.0)
    return np.stack([holes[0], holes[0] + step])
