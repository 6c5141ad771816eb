"""Each block is sewn in its own thread, whatever was too fine to be sewn before it."""

import io

import numpy as np
import pystitch  # type: ignore[import-untyped]

from renderer.finishes.thread.plan import StitchPlan
from renderer.finishes.thread.sequence import Block
from renderer.production.stitch_file import stitch_file

NAVY, CREAM, RED = "#10203c", "#f0e8d0", "#d01818"


def sewn_in(threads: tuple[str, ...], sewn: tuple[int, ...]) -> list[str]:
    """The colours that a PES file changes to, as its machine has them, for a row of stitches in each of `sewn`."""
    blocks = []
    for number, thread in enumerate(sewn):
        holes = np.column_stack([np.arange(8) * 2.0, np.full(8, 3.0 * number)])
        blocks.append(Block(thread, holes, np.zeros(8, np.uint8)))
    data = stitch_file(StitchPlan(20.0, 20.0, threads, tuple(blocks)), "pes")
    pattern = pystitch.read_pes(io.BytesIO(data))
    assert pattern.count_color_changes() == len(sewn) - 1
    return [thread.hex_color() for thread in pattern.threadlist]


def test_a_thread_that_nothing_is_sewn_in_shifts_no_other() -> None:
    whole = sewn_in((NAVY, CREAM, RED), (0, 1, 2))
    assert len(set(whole)) == 3
    assert sewn_in((NAVY, CREAM, RED), (0, 2)) == [whole[0], whole[2]]
    assert sewn_in((NAVY, CREAM, RED), (1, 2)) == whole[1:]
    assert sewn_in((NAVY, CREAM, RED), (0, 1, 0)) == [whole[0], whole[1], whole[0]]
