"""How sewn thread lies: each stitch a round strand that rises over the cloth, the later above the earlier."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.finishes.thread.plan import StitchPlan
from renderer.finishes.thread.satin import PULL_MM
from renderer.finishes.thread.sequence import KINDS
from renderer.jit import kernel

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]
Ints = NDArray[np.int64]
Canvas = tuple[Floats32, Floats32, NDArray[np.int16], Floats32, Floats32]

RADIUS_MM = 0.19
"""Half the width of 40-weight thread under tension."""
LOFT_MM, LOFT_PER_MM, MOST_LOFT_MM = 0.06, 0.055, 0.34
FILL_LOFT_MM = 0.07
"""A stitch stands over its ends by so much, and more the longer it is."""
UNDER_MM = -0.16
"""Underlay is pressed into the cloth."""
LAYER_MM = 0.1
"""What a colour already sewn lifts the next by."""
HIDDEN = (KINDS.index("underlay"), KINDS.index("travel"))
LEVEL = 0.05
"""Sine of a stitch's slope under which all of its rectangle is looked through."""
UNEVEN = 0.3
"""Strands differ in height by so many radii: no machine lays them alike."""


@dataclass(frozen=True, eq=False)
class Relief:
    """Maps (h, w) over the cloth.

    `height` in mm; `strand` 1 on top of a thread to 0 at its sides; `thread` its colour's number, -1 on bare cloth;
    `tone` about 1; `twist` -1..1 over the plies of a thread.
    """

    height: Floats32
    strand: Floats32
    thread: NDArray[np.int16]
    tone: Floats32
    twist: Floats32


def relief(plan: StitchPlan, width_px: int, height_px: int) -> Relief:
    """The stitches of `plan` as a surface of that many pixels over the whole cloth."""
    segments, threads, kinds = _segments(plan)
    pixel = np.array([plan.width_mm / width_px, plan.height_mm / height_px])
    shape = (height_px, width_px)
    height, strand = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    tone, twist = np.ones(shape, np.float32), np.zeros(shape, np.float32)
    thread = np.full(shape, -1, np.int16)
    loft = np.minimum(LOFT_MM + LOFT_PER_MM * np.linalg.norm(segments[:, 2:] - segments[:, :2], axis=1), MOST_LOFT_MM)
    loft[kinds != KINDS.index("satin")] = FILL_LOFT_MM
    lift = np.where(np.isin(kinds, HIDDEN), UNDER_MM, 0.0)
    uneven = _noise(len(segments))
    _stamp(segments, threads, lift, loft, uneven, pixel, (height, strand, thread, tone, twist))
    return Relief(height, strand, thread, tone, twist)


def _segments(plan: StitchPlan) -> tuple[Floats, Ints, NDArray[np.uint8]]:
    """Start and end (n, 4) of every stitch as it lies, its thread and its kind."""
    lines = [np.concatenate([_settled(block.holes, block.kinds)], axis=0) for block in plan.blocks]
    threads = [np.full(len(line), block.thread) for line, block in zip(lines, plan.blocks, strict=True)]
    if not lines:
        return np.zeros((0, 4)), np.zeros(0, np.int64), np.zeros(0, np.uint8)
    kinds = np.concatenate([block.kinds[1:] for block in plan.blocks])
    return np.concatenate(lines), np.concatenate(threads), kinds


def _settled(holes: Floats, kinds: NDArray[np.uint8]) -> Floats:
    """Stitches (n - 1, 4) with the cloth drawn in where thread turns back: what the plan went beyond the edge for."""
    way = np.diff(holes, axis=0)
    length = np.linalg.norm(way, axis=1, keepdims=True)
    unit = way / length
    turned = np.concatenate([[False], np.einsum("ij,ij->i", unit[1:], unit[:-1]) < 0, [False]])
    satin = (kinds[1:] == KINDS.index("satin"))[:, None]
    inward = np.minimum(PULL_MM, length / 4) * unit * satin
    return np.concatenate([holes[:-1] + inward * turned[:-1, None], holes[1:] - inward * turned[1:, None]], axis=1)


def _noise(count: int) -> Floats:
    """-1..1, the same for every stitch number: no two neighbours alike."""
    return np.asarray(2 * ((np.arange(count) * 0.6180339887498949 + (np.arange(count) // 7) * 0.754877) % 1.0) - 1)


@kernel
def _stamp(
    segments: Floats, threads: Ints, lift: Floats, loft: Floats, uneven: Floats, pixel: Floats, maps: Canvas
) -> None:
    height, strand, thread, tone, twist = maps
    rows, columns = height.shape
    for i in range(len(segments)):
        x0, y0, x1, y1 = segments[i]
        dx, dy = x1 - x0, y1 - y0
        length = np.sqrt(dx * dx + dy * dy)
        if length < 1e-6:
            continue
        dx, dy = dx / length, dy / length
        left = max(int((min(x0, x1) - RADIUS_MM) / pixel[0]), 0)
        right = min(int((max(x0, x1) + RADIUS_MM) / pixel[0]) + 2, columns)
        top = max(int((min(y0, y1) - RADIUS_MM) / pixel[1]), 0)
        bottom = min(int((max(y0, y1) + RADIUS_MM) / pixel[1]) + 2, rows)
        for row in range(top, bottom):
            y = (row + 0.5) * pixel[1] - y0
            first, last = left, right
            if abs(dy) > LEVEL:
                # Only what lies within the strand's width: a long stitch aslant fills little of its rectangle.
                middle, beside = y * dx / dy + x0, RADIUS_MM / abs(dy) + pixel[0]
                first = max(first, int(max((middle - beside) / pixel[0], 0.0)))
                last = min(last, int(max((middle + beside) / pixel[0], 0.0)) + 1)
            for column in range(first, last):
                x = (column + 0.5) * pixel[0] - x0
                along, across = x * dx + y * dy, (y * dx - x * dy) / RADIUS_MM
                if across * across >= 1.0 or along < -0.5 * RADIUS_MM or along > length + 0.5 * RADIUS_MM:
                    continue
                round_top = np.sqrt(1.0 - across * across)
                t = min(max(along / length, 0.0), 1.0)
                arch = 1.0 - (2.0 * t - 1.0) ** 4
                here = lift[i] + loft[i] * arch + RADIUS_MM * (round_top + UNEVEN * 0.5 * uneven[i])
                if thread[row, column] >= 0 and thread[row, column] != threads[i]:
                    if lift[i] < 0:
                        continue
                    here += LAYER_MM
                elif here <= height[row, column]:
                    continue
                if here > 0:
                    height[row, column] = here
                    strand[row, column] = round_top * (0.55 + 0.45 * arch)
                    thread[row, column] = threads[i]
                    tone[row, column] = 1.0 + 0.07 * uneven[i]
                    twist[row, column] = np.sin(2.0 * np.pi * (along / 0.55 + across * 0.5))
