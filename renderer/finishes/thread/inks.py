"""An artwork parted into thread colours."""

import numpy as np
from numpy.typing import NDArray

from renderer.artwork.count_colors import count_colors
from renderer.color import hex_to_linear, linear_to_lab, srgb_to_linear

Pixels = NDArray[np.uint8]
SOLID = 128
MOST = 8
BITS = 5
"""Of each channel, to look colours up by."""


def part_inks(artwork: Pixels) -> tuple[NDArray[np.int64], Pixels]:
    """For each pixel (h, w) the number of its thread colour, -1 where there is none, and those colours (n, 3), sRGB."""
    solid = artwork[..., 3] >= SOLID
    names = count_colors(artwork)[:MOST]
    colors = np.array([[int(name[i : i + 2], 16) for i in (1, 3, 5)] for name in names], np.uint8).reshape(-1, 3)
    label = np.full(artwork.shape[:2], -1, np.int64)
    if not len(colors):
        return label, colors
    threads = linear_to_lab(np.array([hex_to_linear(name) for name in names]))
    cells = artwork[..., :3] >> (8 - BITS)
    packed = cells[..., 0].astype(np.int64) << (2 * BITS) | cells[..., 1].astype(np.int64) << BITS | cells[..., 2]
    label[solid] = _nearest_thread(threads)[packed[solid]]
    return label, colors


def _nearest_thread(threads: NDArray[np.float64]) -> NDArray[np.int64]:
    """For each cell of the colour cube the nearest of `threads` (n, 3), CIELAB."""
    steps = (np.arange(1 << BITS) + 0.5) / (1 << BITS)
    cube = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(-1, 3)
    lab = linear_to_lab(srgb_to_linear(cube))
    return np.asarray(np.argmin([((lab - thread) ** 2).sum(axis=-1) for thread in threads], axis=0))
