"""Initials that fill a circle, inside a ring."""

import numpy as np
import pathops  # type: ignore[import-untyped]
from numpy.typing import NDArray

from renderer.artwork.layouts.line import CAPITAL, Laid, gathered
from renderer.artwork.layouts.monogram import TALL, framed, in_shape, initials
from renderer.artwork.lettering import Setting

RING = (0.12, 0.2)
"""Inner and outer edge of the ring, parts of a capital away from the letters' circle."""


def monogram_circle(setting: Setting) -> Laid:
    """One to three initials; raises `ArtworkError` MONOGRAM_LETTERS, TEXT_GLYPH_MISSING."""
    letters = in_shape(initials(setting), _half_chord)
    return Laid(gathered((letters, framed(_disc(TALL * CAPITAL / 2), *RING))))


def _half_chord(x: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.sqrt(np.maximum(1 - x**2, 0))


def _disc(radius: float) -> pathops.Path:
    path = pathops.Path()
    path.moveTo(radius, 0)
    for x, y in ((-radius, 0), (radius, 0)):
        path.arcTo(radius, radius, 0, pathops.ArcSize.SMALL, pathops.Direction.CCW, x, y)
    path.close()
    path.convertConicsToQuads()
    return path
