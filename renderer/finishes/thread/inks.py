"""An artwork parted into thread colours."""

import numpy as np
from numpy.typing import NDArray

from renderer.artwork.count_colors import count_colors
from renderer.color import linear_to_lab, srgb_to_linear

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
    label[solid] = nearest_inks(artwork[solid][:, :3], colors)
    return label, colors


def nearest_inks(pixels: Pixels, colors: Pixels) -> NDArray[np.int64]:
    """For each of `pixels` (..., 3), sRGB, the number of the nearest of `colors` (n, 3), looked up coarsely."""
    threads = linear_to_lab(srgb_to_linear(colors / 255.0))
    cells = (pixels >> (8 - BITS)).astype(np.int64)
    packed = cells[..., 0] << (2 * BITS) | cells[..., 1] << BITS | cells[..., 2]
    return np.asarray(_nearest_thread(threads)[packed])


def _nearest_thread(threads: NDArray[np.float64]) -> NDArray[np.int64]:
    """For each cell of the colour cube the nearest of `threads` (n, 3), CIELAB."""
    steps = (np.arange(1 << BITS) + 0.5) / (1 << BITS)
    cube = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(-1, 3)
    lab = linear_to_lab(srgb_to_linear(cube))
    return np.asarray(np.argmin([((lab - thread) ** 2).sum(axis=-1) for thread in threads], axis=0))
