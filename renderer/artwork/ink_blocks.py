"""Where an artwork has ink, by blocks of its texture: what lies between is packed, and looked at, at no cost."""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

BLOCK_PX = 16
"""No more than this is seen across in one look at the finest level of a texture."""


def blocks_near_ink(alpha: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Blocks (rows, columns) of a texture's `alpha` (h, w) that have ink or border on one that has."""
    rows, columns = (np.arange(0, side, BLOCK_PX) for side in alpha.shape)
    inked = np.maximum.reduceat(np.maximum.reduceat(alpha, rows, axis=0), columns, axis=1) > 0
    return np.asarray(ndimage.binary_dilation(inked, np.ones((3, 3), np.bool_)))
