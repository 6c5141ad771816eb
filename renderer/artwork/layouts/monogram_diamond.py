"""Initials that fill a diamond, inside its frame."""

import numpy as np
import pathops  # type: ignore[import-untyped]
from numpy.typing import NDArray

from renderer.artwork.layouts.line import CAPITAL, Laid, gathered
from renderer.artwork.layouts.monogram import TALL, framed, in_shape, initials
from renderer.artwork.lettering import Setting

FRAME = (0.1, 0.18)
SLOPE = 0.8
"""How far the diamond falls from its middle to the outer edge of the letters."""


def monogram_diamond(setting: Setting) -> Laid:
    """One to three initials; raises `ArtworkError` MONOGRAM_LETTERS, TEXT_GLYPH_MISSING."""
    letters = in_shape(initials(setting), _half_height)
    return Laid(gathered((letters, framed(_diamond(TALL * CAPITAL / 2 / SLOPE, TALL * CAPITAL / 2), *FRAME))))


def _half_height(x: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 - SLOPE * np.abs(x)


def _diamond(across: float, up: float) -> pathops.Path:
    path = pathops.Path()
    path.moveTo(across, 0)
    for x, y in ((0, up), (-across, 0), (0, -up)):
        path.lineTo(x, y)
    path.close()
    return path
