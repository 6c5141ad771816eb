"""The stitch plan as files of embroidery machines: Tajima DST and Brother PES, through pystitch."""

import io
from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np
import pystitch  # type: ignore[import-untyped]

from renderer.finishes.thread.plan import StitchPlan

Format = Literal["dst", "pes"]
STITCHED: tuple[Format, ...] = ("dst", "pes")

UNITS_PER_MM = 10
LABEL = "LIVERY"
"""What a machine shows: the files name no customer."""
WRITERS: Mapping[str, Callable[..., None]] = {"dst": pystitch.write_dst, "pes": pystitch.write_pes}
SETTINGS: Mapping[str, Mapping[str, object]] = {
    "dst": {"tie_on": False, "tie_off": False, "max_stitch": 121, "max_jump": 121},
    "pes": {"version": 1, "encode": False},
}
"""Ties are in the plan. DST can say a step of 12.1 mm at most. PES of version 1 is what every machine reads; its jumps
cut the thread by themselves, and what the library would add makes stitches without any length."""


def stitch_file(plan: StitchPlan, kind: Format) -> bytes:
    """`plan` as a file; the design's middle is the machine's zero."""
    pattern = pystitch.EmbPattern()
    pattern.extras.update({"name": LABEL})
    middle = np.array([plan.width_mm, plan.height_mm]) / 2
    thread = None
    for block in plan.blocks:
        if block.thread != thread:
            if thread is not None:
                pattern.add_stitch_relative(pystitch.COLOR_CHANGE, 0, 0)
            # A change is to the next on the list: a thread that nothing is sewn in must not be on it.
            thread, color = block.thread, plan.threads[block.thread]
            pattern.add_thread(pystitch.EmbThread(color, description=f"Thread {thread + 1} {color}"))
        holes = np.round((block.holes - middle) * UNITS_PER_MM).astype(int).tolist()
        pattern.add_stitch_absolute(pystitch.JUMP, *holes[0])
        for x, y in holes[1:]:
            pattern.add_stitch_absolute(pystitch.STITCH, x, y)
        if kind == "dst":
            pattern.add_command(pystitch.TRIM)
    pattern.add_command(pystitch.END)
    buffer = io.BytesIO()
    WRITERS[kind](pattern, buffer, dict(SETTINGS[kind]))
    return buffer.getvalue()


def read_stitches(data: bytes, kind: Format) -> list[tuple[float, float, int]]:
    """What a machine reads: x, y in millimetres from the middle, y down, and pystitch's command for each."""
    readers = {"dst": pystitch.read_dst, "pes": pystitch.read_pes}
    pattern = readers[kind](io.BytesIO(data))
    return [(x / UNITS_PER_MM, y / UNITS_PER_MM, command & pystitch.COMMAND_MASK) for x, y, command in pattern.stitches]
