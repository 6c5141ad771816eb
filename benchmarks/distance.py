"""How far a picture is from the truth, as the Khronos and model-viewer render-fidelity tests count it."""

import flip_evaluator  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray

YIQ = np.array(
    [
        [0.29889531, 0.58662247, 0.11448223],
        [0.59597799, -0.27417610, -0.32180189],
        [0.21147017, -0.52261711, 0.31114694],
    ]
)
WEIGHTS = np.array([0.5053, 0.299, 0.1957])
LARGEST = 35215
"""The squared distance between black and white."""


def decibel(picture: NDArray[np.uint8], truth: NDArray[np.uint8]) -> float:
    """RMS of the squared YIQ distance over what either shows, both (H, W, 4) laid on white; lower is better.

    https://github.com/google/model-viewer/tree/master/packages/render-fidelity-tools
    """
    shown = (picture[..., 3] > 0) | (truth[..., 3] > 0)
    apart = (on_white(picture) - on_white(truth)) @ YIQ.T
    squared = (apart * apart) @ WEIGHTS
    return float(10 * np.log10(max(np.sqrt(np.mean(squared[shown] ** 2)) / LARGEST, 1e-9)))


def flip(picture: NDArray[np.uint8], truth: NDArray[np.uint8]) -> float:
    """Mean LDR-FLIP error over what either shows, 0 is equal. Andersson et al. 2020, https://research.nvidia.com/flip."""
    shown = (picture[..., 3] > 0) | (truth[..., 3] > 0)
    test, reference = ((on_white(each) / 255).astype(np.float32) for each in (picture, truth))
    error, _, _ = flip_evaluator.evaluate(reference, test, "LDR", applyMagma=False)
    return float(np.asarray(error).reshape(shown.shape)[shown].mean())


def on_white(picture: NDArray[np.uint8]) -> NDArray[np.float64]:
    """RGB 0..255 (H, W, 3) of an RGBA picture over white."""
    rgba = picture.astype(np.float64)
    return 255 + (rgba[..., :3] - 255) * rgba[..., 3:] / 255
