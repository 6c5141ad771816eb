"""Dimension lines, ISO 129-1: extension lines, a line with arrows, the length in millimetres above it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

AWAY_MM, GAP_MM, BEYOND_MM = 8.0, 1.0, 1.6
"""On paper: the line from the view, and its extension lines from the view and past the line."""
ARROW_MM, ARROW_HALF_MM = 2.6, 0.42
TEXT_MM = 2.3
"""Height of a capital."""


@dataclass(frozen=True, eq=False)
class Dimension:
    """A length between two points of a view, millimetres on paper; `away` leads from them to the line."""

    start: Floats
    end: Floats
    away: Floats
    length_mm: float
    """Of the product."""

    @property
    def said(self) -> str:
        """Whole millimetres: nobody builds a cart by tenths."""
        return f"{self.length_mm:.0f}"

    @property
    def base(self) -> tuple[Floats, Floats]:
        """The ends of the line itself."""
        shift = self.away * AWAY_MM
        return self.start + shift, self.end + shift

    @property
    def strokes(self) -> list[Floats]:
        """Extension lines and the line (2, 2) each."""
        first, last = self.base
        out = self.away * BEYOND_MM
        near = self.away * GAP_MM
        return [
            np.stack([self.start + near, first + out]),
            np.stack([self.end + near, last + out]),
            np.stack([first, last]),
        ]

    @property
    def arrows(self) -> list[Floats]:
        """Triangles (3, 2), filled."""
        first, last = self.base
        along = (last - first) / np.linalg.norm(last - first)
        return [_arrow(first, along), _arrow(last, -along)]

    @property
    def is_upright(self) -> bool:
        """Whether its number is read from the right."""
        return abs(float(self.end[0] - self.start[0])) < abs(float(self.end[1] - self.start[1]))


def _arrow(tip: Floats, along: Floats) -> Floats:
    across = np.array([-along[1], along[0]])
    back = tip + along * ARROW_MM
    return np.stack([tip, back + across * ARROW_HALF_MM, back - across * ARROW_HALF_MM])
