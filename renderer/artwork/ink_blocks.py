"""Where an artwork has ink, by blocks of its texture: what lies between is packed, and looked at, at no cost."""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from renderer.jit import kernel

BLOCK_PX = 16
"""No more than this is seen across in one look at the finest level of a texture."""


def blocks_near_ink(alpha: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Blocks (rows, columns) of a texture's `alpha` (h, w) that have ink or border on one that has."""
    inked = np.zeros([-(-side // BLOCK_PX) for side in alpha.shape], np.bool_)
    _find_ink(alpha, inked)
    return np.asarray(ndimage.binary_dilation(inked, np.ones((3, 3), np.bool_)))


@kernel
def _find_ink(alpha: NDArray[np.uint8], inked: NDArray[np.bool_]) -> None:
    rows, columns = alpha.shape
    for row in range(rows):
        for block in range(inked.shape[1]):
            if inked[row // BLOCK_PX, block]:
                continue
            for column in range(block * BLOCK_PX, min((block + 1) * BLOCK_PX, columns)):
                if alpha[row, column] > 0:
                    inked[row // BLOCK_PX, block] = True
                    break
