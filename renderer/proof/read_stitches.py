"""What a machine would sew: where thread of a stitch file lies, and which."""

import io
from collections.abc import Iterable, Iterator

import numpy as np
import pystitch  # type: ignore[import-untyped]
from numpy.typing import NDArray
from pystitch.EmbThread import build_unique_palette  # type: ignore[import-untyped]
from pystitch.EmbThreadPec import get_thread_set  # type: ignore[import-untyped]
from scipy import ndimage

from renderer.color import linear_to_lab, srgb_to_linear
from renderer.production.stitch_file import Format, read_stitches
from renderer.proof.drawing import Bytes, Drawing, Mask

THREAD_MM = 0.4
GAP_MM = 0.3
"""Half of the widest gap between threads that are one surface to the eye."""
COLORED: tuple[Format, ...] = ("pes",)
RGB = 0xFFFFFF
OTHER = 40.0
"""Distance in CIELAB from which a thread is of another colour than the chart's for its ink."""


def sewn(data: bytes, kind: Format, drawing: Drawing) -> Mask:
    """Where thread covers the cloth (h, w); the file's zero is the middle of the artwork."""
    return _covered(" ".join(_lines(data, kind, drawing)), drawing)


def sewn_inks(data: bytes, kind: Format, drawing: Drawing, asked: Iterable[int]) -> dict[int, Mask]:
    """As `sewn`, of each of the drawing's inks, under what is sewn over it too: threads close in on a small eye.

    A thread is of the ink that it lies on top of most, and in PES, which knows colours, of none if it has another.
    An empty mask of those `asked` for, where threads are fewer than inks. Of one ink only the colour is to be told.
    """
    if len(drawing.colors) < 2 and kind not in COLORED:
        return {}
    threads = [_covered(line, drawing) for line in _lines(data, kind, drawing)]
    inks = _lain_on(threads, drawing)
    told = frozenset(asked)
    other = _in_other_colors(data, inks, drawing) if kind in COLORED else [False] * len(inks)
    is_short = sum(bool(thread.any()) for thread in threads) < len(drawing.colors)
    found = {ink: np.zeros_like(drawing.ink) for ink in told if is_short}
    for thread, ink, is_other in zip(threads, inks, other, strict=True):
        if ink >= 0:
            mask = np.zeros_like(thread) if is_other and ink in told else thread
            found[ink] = mask | found.get(ink, np.False_)
    return found


def _lain_on(threads: list[Mask], drawing: Drawing) -> list[int]:
    """For each of `threads` (h, w), in sewing order, the ink that it lies on top of most; -1 for none."""
    top = np.full(drawing.inks.shape, -1)
    for number, thread in enumerate(threads):
        top[thread] = number
    inks = list[int]()
    for number in range(len(threads)):
        under = drawing.inks[(top == number) & (drawing.inks >= 0)]
        inks.append(int(np.bincount(under).argmax()) if under.size else -1)
    return inks


def _in_other_colors(data: bytes, inks: list[int], drawing: Drawing) -> list[bool]:
    """Whether each thread of a PES file, of those `inks`, has a colour that its ink cannot have become in the chart.

    The chart has 64 colours, and two threads of a file never the same: a thread may be far from its ink.
    """
    read = [thread.color & RGB for thread in pystitch.read_pes(io.BytesIO(data)).threadlist]
    if len(read) != len(inks):
        return [False] * len(inks)
    own = [_packed(drawing.colors[ink]) if ink >= 0 else color for ink, color in zip(inks, read, strict=True)]
    chart = get_thread_set()
    chosen = build_unique_palette(get_thread_set(), [pystitch.EmbThread(f"#{color:06x}") for color in own])
    due = [chart[number].color for number in chosen]
    apart = np.linalg.norm(_lab(read) - _lab(due), axis=1)
    return [bool(each > OTHER) for each in apart]


def _packed(color: Bytes) -> int:
    return int.from_bytes(bytes(color.tolist()), "big")


def _lab(colors: list[int]) -> NDArray[np.float64]:
    """CIELAB (n, 3) of colours as numbers."""
    shades = np.array([list(color.to_bytes(3, "big")) for color in colors]).reshape(-1, 3)
    return linear_to_lab(srgb_to_linear(shades / 255.0))


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
