"""Pieces of thread in sewing order: one colour after the other, with few cuts, every cut tied off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.finishes.thread.cloth import Shape
from renderer.finishes.thread.fill import Piece
from renderer.finishes.thread.runs import Kind, Run, along
from renderer.finishes.thread.ways import Ways
from renderer.jit import kernel

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]
Mask = NDArray[np.bool_]

GRID_MM = 0.1
"""Machines count in tenths of a millimetre."""
LEAST_MM = 0.4
"""Nearer holes cut the cloth."""
LONGEST_MM = 10.0
TIE_MM = 0.6
TRAVEL_MM = 2.5
ALIKE = 2.0
"""Columns of up to so many times as many stitches may change places."""
KINDS: tuple[Kind, ...] = ("underlay", "satin", "fill", "travel", "tie")


@dataclass(frozen=True, eq=False)
class Block:
    """Thread between two cuts: `holes` (n, 2), mm on the machine's grid, and `kinds` (n,) of the stitch to each."""

    thread: int
    holes: Floats
    kinds: Bytes


def sewn_blocks(work: Sequence[tuple[Shape, list[Piece]]]) -> list[Block]:
    """All pieces as blocks: colour by colour, shapes in the order in which they lie nearest to each other."""
    blocks: list[Block] = []
    for thread in sorted({shape.thread for shape, _ in work}):
        mine = [(shape, pieces) for shape, pieces in work if shape.thread == thread and pieces]
        if mine:
            later = [shape for shape, _ in work if shape.thread > thread]
            ways = Ways([shape for shape, _ in mine], later)
            blocks.extend(_block(thread, runs) for runs in _chained(mine, ways))
    return [block for block in blocks if len(block.holes) > 2]


def _chained(work: list[tuple[Shape, list[Piece]]], ways: Ways) -> Iterator[list[Run]]:
    """Runs that follow one another without a cut: where a way to the next stays unseen."""
    chain: list[Run] = []
    for run, within in _in_order(work, ways):
        if chain and not within:
            way = _way(chain[-1].points[-1], run.points[0], ways)
            if way is None:
                yield chain
                chain = []
            elif len(way):
                chain.append(Run(way, "travel"))
        chain.append(run)
        ways.sew(run)
    if chain:
        yield chain


def _way(start: Floats, end: Floats, ways: Ways) -> Floats | None:
    """Needle holes (n, 2) between two others; None where the thread has to be cut."""
    if np.linalg.norm(end - start) <= TIE_MM:
        return np.empty((0, 2))
    line = ways.between(start, end)
    return None if line is None else along(line, TRAVEL_MM)[1:-1]


def _in_order(work: list[tuple[Shape, list[Piece]]], ways: Ways) -> Iterator[tuple[Run, bool]]:
    """Runs, and whether each goes on in a column that is being sewn; always on to the nearest shape.

    One that is to be got to unseen comes before one that takes a cut.
    """
    here, left = np.zeros(2), list(work)
    while left:
        starts = [pieces[0][0].points[0] for _, pieces in left]
        part = ways.part(here)
        keys = [(ways.part(start) != part, float(np.linalg.norm(start - here))) for start in starts]
        _, pieces = left.pop(keys.index(min(keys)))
        for sewn in (_rows, _columns):
            for run, within in sewn(pieces, here):
                yield run, within
                here = run.points[-1]


def _rows(pieces: list[Piece], here: Floats) -> Iterator[tuple[Run, bool]]:
    """What is sewn in rows; patches among it lie under the ends of columns."""
    for piece in pieces:
        if not _is_column(piece):
            for run in _nearest_first(piece, here):
                yield run, False
                here = run.points[-1]


def _columns(pieces: list[Piece], here: Floats) -> Iterator[tuple[Run, bool]]:
    """Columns, the shorter before the longer, which hide their ends; of those that are about as long, the nearest."""
    left = sorted((piece for piece in pieces if _is_column(piece)), key=_stitches)
    while left:
        alike = [piece for piece in left if _stitches(piece) <= ALIKE * _stitches(left[0])]
        away = [float(np.linalg.norm(piece[0].points[0] - here)) for piece in alike]
        piece = left.pop(away.index(min(away)))
        yield from ((run, number > 0) for number, run in enumerate(piece))
        here = piece[-1].points[-1]


def _is_column(piece: Piece) -> bool:
    return piece[-1].kind == "satin"


def _stitches(piece: Piece) -> int:
    return len(piece[-1].points)


def _nearest_first(piece: Piece, here: Floats) -> Iterator[Run]:
    """Sections of rows, those of the underlay first, always on to the one that begins or ends nearest."""
    for kind in ("underlay", "fill"):
        left = [run for run in piece if run.kind == kind]
        while left:
            ends = np.array([(run.points[0], run.points[-1]) for run in left])
            number, last = divmod(int(np.argmin(np.linalg.norm(ends - here, axis=-1))), 2)
            run = left.pop(number)
            yield Run(run.points[::-1], run.kind) if last else run
            here = run.points[0 if last else -1]


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
    kept = np.zeros(len(holes), np.bool_)
    _keep(holes, (LEAST_MM / GRID_MM) ** 2 - 0.5, kept)
    return _split(holes[kept], kinds[kept])


@kernel
def _keep(holes: Floats, least: float, kept: Mask) -> None:
    """Marks the first hole, and each whose squared way from the last one marked is `least` or more."""
    last = 0
    for i in range(len(holes)):
        x, y = holes[i, 0] - holes[last, 0], holes[i, 1] - holes[last, 1]
        if i == 0 or x * x + y * y >= least:
            kept[i] = True
            last = i


def _split(holes: Floats, kinds: Bytes) -> tuple[Floats, Bytes]:
    """With more holes on ways that no machine makes in one."""
    length = np.linalg.norm(np.diff(holes, axis=0), axis=1) * GRID_MM
    pieces = np.concatenate([[1], np.ceil(length / LONGEST_MM).astype(np.int64)])
    at = np.repeat(np.arange(len(holes)), pieces)
    first = np.cumsum(pieces) - pieces
    share = ((np.arange(len(at)) - first[at] + 1) / pieces[at])[:, None]
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
