"""Which stitches a shape gets: satin where it is narrow, rows where it is wide, patches where columns leave gaps."""

from collections.abc import Iterator, Sequence

import numpy as np
from scipy import ndimage

from renderer.finishes.thread.border import border, covered, within
from renderer.finishes.thread.cloth import Shape, shape_of
from renderer.finishes.thread.columns import TURN_MM, Column, column
from renderer.finishes.thread.distance import distances
from renderer.finishes.thread.runs import Run
from renderer.finishes.thread.satin import satin
from renderer.finishes.thread.strokes import strokes
from renderer.finishes.thread.tatami import tatami

WIDEST_SATIN_MM = 8.0
WIDE_SHARE = 0.35
"""Part of a shape's area that is too wide for satin, from which all of it is sewn in rows."""
ANGLES_DEG = (18.0, -27.0, 63.0, -72.0)
GAP_MM2, GAP_MM = 0.5, 0.22
"""Bare patches from this area and half width on are mended."""
STOUT_MM = 3.0
"""Strokes at least so wide may be sewn in rows."""
STOUT_SHARE, TANGLED, BARE_SHARE = 0.3, 1.35, 0.12
PATCH_MM = 0.35
"""A patch reaches so far under the columns around it."""
Piece = list[Run]
"""Runs that follow one another."""


def filled(shapes: Sequence[Shape]) -> list[list[Piece]]:
    """For each of the shapes of one colour the pieces of thread that cover it, in sewing order, on the whole cloth."""
    drawn = [None if wide(shape) else _columns(shape) for shape in shapes]
    pieces = []
    stout = _stout(shapes, drawn)
    for shape, columns in zip(shapes, drawn, strict=True):
        in_rows = columns is None or (stout and _thick(shape))
        found = _rows(shape, columns is None) if in_rows or columns is None else _narrow(shape, columns)
        pieces.append([[run.moved(shape.origin) for run in piece if len(run.points) > 1] for piece in found if piece])
    return pieces


def angle(shape: Shape) -> float:
    """Degrees, counter-clockwise, in which a colour's rows run."""
    return ANGLES_DEG[shape.thread % len(ANGLES_DEG)]


def wide(shape: Shape) -> bool:
    """Whether a good part of the shape lies inside discs that satin cannot span."""
    core = shape.depth > WIDEST_SATIN_MM / 2
    if not core.any():
        return False
    around = distances(~core) * shape.pixel <= WIDEST_SATIN_MM / 2
    return bool(np.count_nonzero(around & shape.mask) * shape.pixel**2 > WIDE_SHARE * shape.area)


def _columns(shape: Shape) -> list[Column]:
    return [each for stroke in strokes(shape) if (each := column(stroke, shape)) is not None]


def _rows(shape: Shape, bordered: bool) -> list[Piece]:
    """Rows, and satin around them where there is room for both."""
    edge = border(shape) if bordered else []
    return [tatami(within(shape, edge), angle(shape)), *(satin(each) for each in reversed(edge))]


def _narrow(shape: Shape, columns: list[Column]) -> list[Piece]:
    """Patches under what columns leave bare, then the columns, short ones first: long ones hide their ends."""
    patches = [[run.moved(each.origin) for run in tatami(each, angle(shape))] for each in _bare(shape, columns)]
    return patches + [satin(each) for each in reversed(columns)]


def _thick(shape: Shape) -> bool:
    return float(np.median(shape.depth[shape.mask])) > STOUT_MM / 4


def _stout(shapes: Sequence[Shape], drawn: Sequence[list[Column] | None]) -> bool:
    """Whether a colour's thick shapes are as broad as long, as in heavy block letters: their columns would tangle."""
    thick = [(s, c) for s, c in zip(shapes, drawn, strict=True) if c is not None and _thick(s)]
    tangled = sum(shape.area for shape, columns in thick if _tangled(shape, columns))
    return tangled > STOUT_SHARE * sum(shape.area for shape, _ in thick)


def _tangled(shape: Shape, columns: list[Column]) -> bool:
    """Whether columns cover the shape several times over, or leave much of it bare."""
    sewn = sum(float((each.width * TURN_MM).sum()) for each in columns)
    bare = np.count_nonzero(shape.mask & ~covered(shape, columns)) * shape.pixel**2
    return bool(sewn > TANGLED * shape.area or bare > BARE_SHARE * shape.area)


def _bare(shape: Shape, columns: list[Column]) -> Iterator[Shape]:
    """What of the shape no column covers, as shapes of their own."""
    mask = shape.mask
    bare = mask & ~covered(shape, columns)
    labels, _ = ndimage.label(bare)
    margin = int(PATCH_MM / shape.pixel) + 1
    areas = np.bincount(labels.reshape(-1)) * shape.pixel**2
    for index, (rows, across) in enumerate(ndimage.find_objects(labels), start=1):
        if areas[index] < GAP_MM2:
            continue
        top, left = max(rows.start - margin, 0), max(across.start - margin, 0)
        box = slice(top, rows.stop + margin), slice(left, across.stop + margin)
        gap = labels[box] == index
        if distances(gap).max() * shape.pixel > GAP_MM:
            near = distances(~gap) * shape.pixel <= PATCH_MM
            yield shape_of(near & mask[box], (left, top), shape.pixel, shape.thread)
