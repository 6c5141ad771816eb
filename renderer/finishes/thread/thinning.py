"""A shape worn down to lines one pixel wide that hang together as it does.

Zhang and Suen, A fast parallel algorithm for thinning digital patterns, CACM 27(3), 1984,
https://doi.org/10.1145/357994.358023.
"""

import numpy as np
from numpy.typing import NDArray

from renderer.jit import kernel

Mask = NDArray[np.bool_]
Bytes = NDArray[np.uint8]
Ints = NDArray[np.int64]

AROUND = np.array([(-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1)])
"""Neighbours from the one above, clockwise."""


def thinned(mask: Mask) -> Mask:
    """The skeleton of `mask` (h, w), which has to have a border of False."""
    image = mask.astype(np.uint8)
    rows, columns = np.nonzero(image)
    _thin(image, rows, columns, AROUND, np.zeros(8, np.int64))
    return image > 0


@kernel
def _thin(image: Bytes, rows: Ints, columns: Ints, around: Ints, ring: Ints) -> None:
    alive = len(rows)
    changed = True
    while changed:
        changed = False
        for half in range(2):
            doomed = 0
            for i in range(alive):
                r, c = rows[i], columns[i]
                count, turns = 0, 0
                for k in range(8):
                    ring[k] = 1 if image[r + around[k, 0], c + around[k, 1]] else 0
                    count += ring[k]
                for k in range(8):
                    turns += 1 if ring[k] == 0 and ring[(k + 1) % 8] else 0
                first = ring[0] * ring[2] * (ring[4] if half == 0 else ring[6])
                second = ring[4] * ring[6] * (ring[2] if half == 0 else ring[0])
                if 2 <= count <= 6 and turns == 1 and first == 0 and second == 0:
                    image[r, c] = 2
                    doomed += 1
            kept = 0
            for i in range(alive):
                if image[rows[i], columns[i]] == 2:
                    image[rows[i], columns[i]] = 0
                else:
                    rows[kept], columns[kept] = rows[i], columns[i]
                    kept += 1
            alive = kept
            changed = changed or doomed > 0
