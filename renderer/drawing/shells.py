"""Which triangles hang together: the pieces that a draughtsman outlines each by itself."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from renderer.studio.scene import Scene

WELD_M = 2e-5
"""Corners that are nearer than that are one."""

Ints = NDArray[np.int32]


def shells(scene: Scene) -> Ints:
    """The number of each triangle's piece (T,): connected through shared corners, and of one material."""
    corners = np.rint(scene.positions.reshape(-1, 3) / WELD_M).astype(np.int64)
    material = np.repeat(scene.material, 3)[:, None]
    _, welded = np.unique(np.hstack([corners, material]), axis=0, return_inverse=True)
    of_triangle = welded.reshape(-1, 3)
    starts, ends = of_triangle[:, :2].ravel(), of_triangle[:, 1:].ravel()
    count = int(welded.max()) + 1
    links = coo_array((np.ones(len(starts), np.int8), (starts, ends)), shape=(count, count))
    _, piece = connected_components(links, directed=False)
    return np.asarray(piece[of_triangle[:, 0]], np.int32)
