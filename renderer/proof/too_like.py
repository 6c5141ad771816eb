"""Ink in all but the colour of what it lies on: cream thread on bone, which no picture shows apart from its shading."""

import numpy as np

from renderer.color import delta_e_2000, hex_to_lab, linear_to_lab, srgb_to_linear
from renderer.proof.drawing import Drawing, Mask

NEAR = 10.0
"""ΔE00 up to which an ink may not be seen on its ground, here and there: threads shade each other by as much."""


def too_like(drawing: Drawing, ground: str) -> Mask:
    """Where (h, w) the ink is nearly of the colour `ground`; nowhere, where that is not known."""
    if not ground:
        return np.zeros(drawing.inks.shape, np.bool_)
    away = delta_e_2000(linear_to_lab(srgb_to_linear(drawing.colors / 255.0)), hex_to_lab(ground))
    return np.isin(drawing.inks, np.flatnonzero(away < NEAR))
