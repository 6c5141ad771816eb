"""What a machine would sew: where thread of a stitch file lies, and which."""

from collections.abc import Iterator

import numpy as np
import pystitch  # type: ignore[import-untyped]
from scipy import ndimage

from renderer.production.stitch_file import Format, read_stitches
from renderer.proof.drawing import Drawing, Mask

THREAD_MM = 0.4
GAP_MM = 0.3
"""Half of the widest gap between threads that are one surface to the eye."""


def sewn(data: bytes, kind: Format, drawing: Drawing) -> Mask:
    """Where thread covers the cloth (h, w); the file's zero is the middle of the artwork."""
    return _covered(" ".join(_lines(data, kind, drawing)), drawing)


def sewn_inks(data: bytes, kind: Format, drawing: Drawing) -> dict[int, Mask]:
    """As `sewn`, of each of the drawing's inks, under what is sewn over it too: threads close in on a small eye.

    DST knows no colours: a thread is of the ink that it lies on top of most. Empty for an artwork of one ink.
    """
    if len(drawing.colors) < 2:
        return {}
    threads = [_covered(line, drawing) for line in _lines(data, kind, drawing)]
    top = np.full(drawing.inks.shape, -1)
    for number, thread in enumerate(threads):
        top[thread] = number
    found: dict[int, Mask] = {}
    for number, thread in enumerate(threads):
        under = drawing.inks[(top == number) & (drawing.inks >= 0)]
        if under.size:
            ink = int(np.bincount(under).argmax())
            found[ink] = thread | found.get(ink, np.False_)
    return found


def _lines(data: bytes, kind: Format, drawing: Drawing) -> Iterator[str]:
    """SVG path data in millimetres from the upper left corner, one thread after the other."""
    right, down = drawing.width_mm / 2, drawing.height_mm / 2
    steps = list[str]()
    for x, y, command in read_stitches(data, kind):
        if command in (pystitch.COLOR_CHANGE, pystitch.STOP):
            yield " ".join(steps)
            steps = []
        steps.append(f"{'L' if command == pystitch.STITCH and steps else 'M'}{x + right:.2f} {y + down:.2f}")
    yield " ".join(steps)


def _covered(line: str, drawing: Drawing) -> Mask:
    stroke = f'stroke="#000" stroke-width="{THREAD_MM}" stroke-linecap="round" stroke-linejoin="round"'
    thread = drawing.drawn(f'<path fill="none" {stroke} d="{line}"/>')
    reach = max(round(GAP_MM * drawing.density), 1)
    closed = ndimage.binary_closing(np.pad(thread, 2 * reach), iterations=reach)
    return np.asarray(closed[2 * reach : -2 * reach, 2 * reach : -2 * reach])
