"""Ink in all but the colour of what it lies on: cream thread on bone, which no picture shows apart from its shading."""

import numpy as np

from renderer.artwork.drowned import near_ground
from renderer.color import srgb_to_linear
from renderer.proof.drawing import Drawing, Mask


def too_like(drawing: Drawing, ground: str) -> Mask:
    """Where (h, w) the ink is nearly of the colour `ground`; nowhere, where that is not known."""
    if not ground:
        return np.zeros(drawing.inks.shape, np.bool_)
    return np.isin(drawing.inks, np.flatnonzero(near_ground(srgb_to_linear(drawing.colors / 255.0), ground)))
