"""How alike two pictures look: the structural similarity index.

Wang, Bovik, Sheikh and Simoncelli, "Image Quality Assessment: From Error Visibility to Structural Similarity" (2004),
over flat windows of 8 × 8 pixels, side by side.
"""

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]

WINDOW = 8
C1, C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def ssim(first: Plane, second: Plane) -> float:
    """Mean similarity, 1 for equal pictures, of two planes (h, w) with values of 0..255."""
    mean1, mean2 = _mean(first), _mean(second)
    variance = _mean(first * first) - mean1 * mean1 + _mean(second * second) - mean2 * mean2
    covariance = _mean(first * second) - mean1 * mean2
    light = (2 * mean1 * mean2 + C1) / (mean1 * mean1 + mean2 * mean2 + C1)
    return float(np.mean(light * (2 * covariance + C2) / (variance + C2)))


def _mean(plane: Plane) -> Plane:
    """Of each window; what is left over at the edges is repeated to fill one."""
    height, width = plane.shape
    whole = np.pad(plane, ((0, -height % WINDOW), (0, -width % WINDOW)), mode="edge")
    windows = whole.reshape(whole.shape[0] // WINDOW, WINDOW, whole.shape[1] // WINDOW, WINDOW)
    mean: Plane = windows.mean(axis=(1, 3), dtype=np.float32)
    return mean
