"""Ways from one piece of thread to the next that nobody will see: under stitches that are still to come."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from scipy import ndimage

from renderer.finishes.thread.cloth import Shape
from renderer.finishes.thread.runs import Run
from renderer.finishes.thread.straight import straightened
from renderer.jit import kernel

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]
Costs = NDArray[np.int32]
Bytes = NDArray[np.uint8]

PITCH_MM = 0.3
UNSEEN_MM = 0.15
"""A way is covered where it runs so deep inside what is sewn over it."""
NEAR_MM = 1.0
"""Thread that begins or ends at an edge gets from there to the nearest covered place."""
FARTHEST_MM = 60.0
"""A longer way takes more time than a cut."""
STRAIGHT, ASLANT = 5, 7
OVER = 3
"""How many times longer a way over thread of its own colour may be than one under what is still to come."""
STEPS = np.array([(0, 1), (1, 0), (0, -1), (-1, 0), (1, 1), (1, -1), (-1, -1), (-1, 1)])
CLOSED, OWN, HIDDEN = 0, 1, 2
"""A cell outside of everything, one that the colour itself covers, and one that later colours do."""
FAR = np.iinfo(np.int32).max // 2
THREAD_MM = 0.45


class Ways:
    """The cloth as one colour finds it: `own` shapes are covered as they are sewn, `later` ones cover for good."""

    def __init__(self, own: Sequence[Shape], later: Sequence[Shape]) -> None:
        every = [*own, *later]
        ends = [each.origin + np.array(each.depth.shape[::-1]) * each.pixel for each in every]
        self._corner = np.min([each.origin for each in every], axis=0)
        size = np.ceil((np.max(ends, axis=0) - self._corner) / PITCH_MM).astype(np.int64) + 1
        hidden = self._inside(later, size)
        self._ground = np.where(hidden, HIDDEN, np.where(self._inside(own, size), OWN, CLOSED)).astype(np.uint8)
        closed = self._ground == CLOSED
        self._part, _ = ndimage.label(~closed, np.ones((3, 3)))
        self._away = np.asarray(ndimage.distance_transform_edt(closed)) * PITCH_MM
        self._nearest = ndimage.distance_transform_edt(closed, return_distances=False, return_indices=True)
        self._sewn = Image.new("L", (int(size[0]), int(size[1])))
        self._draw = ImageDraw.Draw(self._sewn)

    def sew(self, run: Run) -> None:
        """Remember that `run` lies on the cloth: what goes there now goes over it."""
        if run.kind in ("satin", "fill"):
            self._draw.line(self._cells(run.points).ravel().tolist(), fill=1, width=round(THREAD_MM / PITCH_MM))

    def between(self, start: Floats, end: Floats) -> Floats | None:
        """Points (n, 2) of a way from `start` to `end`, both among them; None where none stays unseen and short."""
        first, last = self._entry(start), self._entry(end)
        if first is None or last is None or self._part[first] != self._part[last]:
            return None
        cells = self._found(first, last)
        if cells is None:
            return None
        middles = (cells[:, ::-1] + 0.5) * PITCH_MM + self._corner
        return np.concatenate([start[None], straightened(middles, PITCH_MM / 2), end[None]])

    def part(self, point: Floats) -> int:
        """A number that two points share where a way of whatever length leads from one to the other; 0 for none."""
        entry = self._entry(point)
        return 0 if entry is None else int(self._part[entry])

    def _found(self, first: tuple[int, int], last: tuple[int, int]) -> Ints | None:
        ground, sewn = self._ground, np.asarray(self._sewn)
        gone, came = np.full(ground.shape, FAR, np.int32), np.empty(ground.shape, np.int32)
        waiting, queue = np.zeros(ground.shape, np.bool_), np.empty((ground.size + 1, 2), np.int32)
        most = int(FARTHEST_MM / PITCH_MM * STRAIGHT)
        _search(ground, sewn, np.array(first), np.array(last), most, STEPS, gone, came, waiting, queue)
        if gone[last] >= FAR:
            return None
        cells = [last]
        while cells[-1] != first:
            row, column = cells[-1]
            step = STEPS[came[row, column]]
            cells.append((int(row - step[0]), int(column - step[1])))
        return np.array(cells[::-1])

    def _entry(self, point: Floats) -> tuple[int, int] | None:
        """The nearest cell that ways may lead through, if it is near."""
        column, row = self._cells(point[None])[0]
        if self._away[row, column] > NEAR_MM:
            return None
        return int(self._nearest[0, row, column]), int(self._nearest[1, row, column])

    def _cells(self, points: Floats) -> Ints:
        """Columns and rows (n, 2)."""
        most = np.array(self._ground.shape[::-1]) - 1
        return np.asarray(np.clip(((points - self._corner) / PITCH_MM).astype(np.int64), 0, most))

    def _inside(self, shapes: Sequence[Shape], size: Ints) -> Mask:
        """Where the middle of a cell is well inside one of `shapes`."""
        inside = np.zeros(size[::-1], np.bool_)
        for shape in shapes:
            low = np.maximum(np.ceil((shape.origin - self._corner) / PITCH_MM - 0.5).astype(np.int64), 0)
            reach = shape.origin + np.array(shape.depth.shape[::-1]) * shape.pixel
            high = np.minimum(np.floor((reach - self._corner) / PITCH_MM - 0.5).astype(np.int64), size)
            columns, rows = (
                (((np.arange(low[i], high[i]) + 0.5) * PITCH_MM + self._corner[i] - shape.origin[i]) / shape.pixel)
                .astype(np.int64)
                .clip(0, shape.depth.shape[1 - i] - 1)
                for i in (0, 1)
            )
            inside[low[1] : high[1], low[0] : high[0]] |= shape.depth[np.ix_(rows, columns)] > UNSEEN_MM
        return inside


@kernel
def _search(
    ground: Bytes,
    sewn: Bytes,
    first: Ints,
    last: Ints,
    most: int,
    steps: Ints,
    gone: Costs,
    came: Costs,
    waiting: Mask,
    queue: Costs,
) -> None:
    """Shortest ways from `first`, as far as they may be part of one to `last`; label correcting, Pape 1974.

    `ground` (h, w) as `Ways` has it, `sewn` (h, w) where thread of its own colour lies; `gone` (h, w) what it takes to
    get there, `came` the number of the step that led there.
    """
    rows, columns = ground.shape
    size = len(queue)
    gone[first[0], first[1]] = 0
    queue[0, 0], queue[0, 1] = first[0], first[1]
    head, tail = 0, 1
    while head != tail:
        row, column = queue[head, 0], queue[head, 1]
        head = (head + 1) % size
        waiting[row, column] = False
        for k in range(8):
            r, c = row + steps[k, 0], column + steps[k, 1]
            if r < 0 or c < 0 or r >= rows or c >= columns or ground[r, c] == CLOSED:
                continue
            cost = OVER if ground[r, c] == OWN and sewn[r, c] else 1
            length = gone[row, column] + cost * (STRAIGHT if k < 4 else ASLANT)
            down, across = abs(last[0] - r), abs(last[1] - c)
            ahead = STRAIGHT * max(down, across) + (ASLANT - STRAIGHT) * min(down, across)
            if length >= gone[r, c] or length + ahead > most or length + ahead >= gone[last[0], last[1]]:
                continue
            gone[r, c], came[r, c] = length, k
            if not waiting[r, c]:
                waiting[r, c] = True
                queue[tail, 0], queue[tail, 1] = r, c
                tail = (tail + 1) % size
