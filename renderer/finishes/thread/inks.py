"""An artwork parted into thread colours."""

import numpy as np
from numpy.typing import NDArray

from renderer.artwork.count_colors import count_colors
from renderer.color import hex_to_linear, linear_to_lab, srgb_to_linear

Pixels = NDArray[np.uint8]
SOLID = 128
MOST = 8


def part_inks(artwork: Pixels) -> tuple[NDArray[np.int64], Pixels]:
    """For each pixel (h, w) the number of its thread colour, -1 where there is none, and those colours (n, 3), sRGB."""
    solid = artwork[..., 3] >= SOLID
    names = count_colors(artwork)[:MOST]
    colors = np.array([[int(name[i : i + 2], 16) for i in (1, 3, 5)] for name in names], np.uint8).reshape(-1, 3)
    label = np.full(artwork.shape[:2], -1, np.int64)
    if not len(colors):
        return label, colors
    threads = linear_to_lab(np.array([hex_to_linear(name) for name in names]))
    shades, inverse = np.unique(artwork[solid][:, :3], axis=0, return_inverse=True)
    lab = linear_to_lab(srgb_to_linear(shades / 255.0))
    nearest = np.argmin(((lab[:, None] - threads) ** 2).sum(axis=-1), axis=1)
    label[solid] = nearest[inverse.reshape(-1)]
    return label, colors
