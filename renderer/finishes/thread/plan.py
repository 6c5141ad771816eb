"""The stitches for an artwork: what the machine sews and what the picture shows."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from renderer.errors import ArtworkError
from renderer.finishes.thread.cloth import drawn_cloth
from renderer.finishes.thread.fill import filled
from renderer.finishes.thread.sequence import Block, sewn_blocks

MOST_STITCHES = 120_000
MOST_MM2 = 1.6
"""What a stitch covers at most: a turn of the widest satin; rows cover less."""


@dataclass(frozen=True, eq=False)
class StitchPlan:
    """`blocks` in sewing order on a cloth of that size; x to the right, y down, from its upper left corner."""

    width_mm: float
    height_mm: float
    threads: tuple[str, ...]
    """sRGB `#rrggbb`, in the order in which they are threaded."""
    blocks: tuple[Block, ...]

    @property
    def stitches(self) -> int:
        """How often the needle goes down."""
        return sum(len(block.holes) for block in self.blocks)

    @property
    def trims(self) -> int:
        """How often the thread is cut."""
        return len(self.blocks)

    def thread_metres(self, thread: int) -> float:
        """Length of upper thread of one colour on the cloth."""
        lengths = [
            np.linalg.norm(np.diff(each.holes, axis=0), axis=1).sum() for each in self.blocks if each.thread == thread
        ]
        return float(sum(lengths)) / 1000


@lru_cache(maxsize=8)
def plan_stitches(svg: bytes, width_mm: float, height_mm: float) -> StitchPlan:
    """Stitches for an artwork of that many millimetres; raises `ArtworkError` STITCH_LIMIT, and as `rasterize` does."""
    cloth = drawn_cloth(svg, width_mm, height_mm)
    _refuse_more(math.floor(sum(shape.area for shape in cloth.shapes) / MOST_MM2), "more than ")
    work = []
    for thread in range(len(cloth.colors)):
        shapes = [shape for shape in cloth.shapes if shape.thread == thread]
        work += list(zip(shapes, filled(shapes), strict=True))
    blocks = sewn_blocks(work)
    plan = StitchPlan(width_mm, height_mm, cloth.colors, tuple(blocks))
    _refuse_more(plan.stitches)
    return plan


def _refuse_more(stitches: int, at_least: str = "") -> None:
    if stitches > MOST_STITCHES:
        raise ArtworkError(
            f"It takes {at_least}{stitches:,} stitches; {MOST_STITCHES:,} can be sewn. Make it smaller, or choose a "
            "finish without thread.",
            code="STITCH_LIMIT",
        )
