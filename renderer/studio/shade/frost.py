"""Behind rough glass: the few rays that each pixel has there, evened out with those of the pixels beside it.

The pixels of a block of four look in different directions, which is a screen of two pixels. A tent of two boxes an even
number of pixels wide lets nothing of it through; the farther glass scatters, the wider it is.
"""

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline, kernel
from renderer.studio.bake import Bake
from renderer.studio.shade.light import Radiance

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Stacks = tuple[Ints, Floats, Ints, NDArray[np.bool_]]
"""Pixel, weight, first fragments and ends of `Bake`'s stacks."""

SHARE = 4.0
"""A block has 64 rays, eight by eight, over twice as much to either side: a tent spans what one of them stands for."""
WIDEST = 5
"""Pixels to either side, at most."""
CLEAR, MET = 3, 6
"""Columns of what lies behind a pixel's glass: after its light the share of the background, and what it counts."""


def evened(bake: Bake, radiance: Radiance) -> tuple[Radiance, NDArray[np.bool_]]:
    """`radiance` in which the first rough pane of a stack shows all that is behind it, and which stacks still end."""
    color, through, ends = radiance.color.copy(), radiance.through.copy(), np.array(bake.stack_ends)
    stacks = (bake.stack_pixel, bake.stack_weight, bake.stack_first, ends)
    stack = np.searchsorted(bake.stack_first, bake.frosted, side="right").astype(np.int32) - np.int32(1)
    pixels = np.unique(bake.stack_pixel[stack])
    row = np.searchsorted(pixels, bake.stack_pixel[stack]).astype(np.int32)
    place = np.full(bake.width * bake.height, -1, np.int32)
    place[pixels] = np.arange(len(pixels), dtype=np.int32)
    behind, reach = np.zeros((len(pixels), MET + 1), np.float32), np.full(len(pixels), np.inf, np.float32)
    np.minimum.at(reach, row, bake.frost_reach)
    gather(stacks, (color, through), (bake.frosted, stack, row), behind)
    even = np.empty((len(pixels), MET), np.float32)
    blend(pixels, place.reshape(bake.height, bake.width), reach, behind, even)
    fold(stacks, (color, through), (bake.frosted, stack, row), even)
    return Radiance(color, through), ends


@kernel
def gather(stacks: Stacks, radiance: tuple[Floats, Floats], panes: tuple[Ints, Ints, Ints], behind: Floats) -> None:
    """Add up `behind` (n, 7) what the stacks see past their panes: fragments, stacks and rows of `behind`."""
    _, weight, first, ends = stacks
    color, through = radiance
    fragment, stack, row = panes
    for i in range(len(fragment)):
        s = stack[i]
        own = behind[row[i]]
        for axis in range(3):
            passed = 1.0
            for f in range(fragment[i] + 1, first[s + 1]):
                own[axis] += weight[s] * passed * color[f, axis]
                passed *= through[f, axis]
            own[CLEAR + axis] += 0.0 if ends[s] else weight[s] * passed
        own[MET] += weight[s]


@inline
def half_width(place: Ints, reach: Floats, x: int, y: int) -> int:
    """Pixels to either side that a tent covers: an odd number, so that each of its boxes is even.

    Before the background it is as wide as beside it: elsewhere there is nothing to be scattered.
    """
    height, width = place.shape
    least = reach[place[y, x]]
    if least == np.inf:
        for v in range(max(y - WIDEST, 0), min(y + WIDEST + 1, height)):
            for u in range(max(x - WIDEST, 0), min(x + WIDEST + 1, width)):
                if place[v, u] >= 0:
                    least = min(least, reach[place[v, u]])
    return 1 if least == np.inf else min(2 * int(least / (2.0 * SHARE)) + 1, WIDEST)


@kernel
def blend(pixels: Ints, place: Ints, reach: Floats, behind: Floats, even: Floats) -> None:
    """Fill `even` (n, 6) with the mean of what is `behind` the `pixels` around each; `place` (H, W) is their row."""
    height, width = place.shape
    for i in range(len(pixels)):
        x, y = pixels[i] % width, pixels[i] // width
        side = half_width(place, reach, x, y)
        even[i] = 0.0
        met = 0.0
        for v in range(max(y - side, 0), min(y + side + 1, height)):
            for u in range(max(x - side, 0), min(x + side + 1, width)):
                row = place[v, u]
                if row >= 0:
                    share = (side + 1 - abs(v - y)) * (side + 1 - abs(u - x))
                    met += share * behind[row, MET]
                    for axis in range(MET):
                        even[i, axis] += share * behind[row, axis]
        for axis in range(MET):
            even[i, axis] /= met


@kernel
def fold(stacks: Stacks, radiance: tuple[Floats, Floats], panes: tuple[Ints, Ints, Ints], even: Floats) -> None:
    """Let the panes show what is `even` (n, 6), and all behind them nothing more."""
    _, _, first, ends = stacks
    color, through = radiance
    fragment, stack, row = panes
    for i in range(len(fragment)):
        f, s = fragment[i], stack[i]
        for axis in range(3):
            color[f, axis] += through[f, axis] * even[row[i], axis]
            through[f, axis] *= even[row[i], CLEAR + axis]
            for after in range(f + 1, first[s + 1]):
                color[after, axis], through[after, axis] = 0.0, 1.0
        ends[s] = False
