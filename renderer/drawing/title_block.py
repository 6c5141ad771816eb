"""The block in the corner: what it is, its scale, the unit, and the sign of first-angle projection (ISO 5456-2)."""

import numpy as np
from numpy.typing import NDArray

from renderer.drawing.sheet import BORDER_MM, WIDTH_MM

Floats = NDArray[np.float64]

BLOCK_W, BLOCK_H, SIGN_W = 104.0, 18.0, 26.0
LEFT, BOTTOM = WIDTH_MM - BORDER_MM - BLOCK_W, BORDER_MM
FACET = 48


def block_lines() -> list[Floats]:
    """Frame and divisions, each (n, 2), mm from the sheet's lower left corner."""
    right, top = LEFT + BLOCK_W, BOTTOM + BLOCK_H
    sign = right - SIGN_W
    return [
        np.array([[LEFT, BOTTOM], [LEFT, top], [right, top]]),
        np.array([[sign, BOTTOM], [sign, top]]),
        np.array([[LEFT, BOTTOM + BLOCK_H / 2.4], [sign, BOTTOM + BLOCK_H / 2.4]]),
    ]


def sign_lines() -> list[Floats]:
    """A cone cut short, from its side, and beside it as its small end shows it."""
    x, y = LEFT + BLOCK_W - SIGN_W / 2, BOTTOM + BLOCK_H / 2
    middle = np.array([x, y])
    cone = middle + np.array([[-8.5, 2.0], [-1.5, 4.0], [-1.5, -4.0], [-8.5, -2.0], [-8.5, 2.0]])
    turn = np.linspace(0, 2 * np.pi, FACET + 1)
    around = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    return [cone, around * 2.0 + (x + 5.5, y), around * 4.0 + (x + 5.5, y)]


def words(title: str, scale: str) -> list[tuple[str, float, float, float]]:
    """Text, x, baseline and height of a capital."""
    low = BOTTOM + 2.6
    return [(title, LEFT + 4, BOTTOM + 11.3, 3.4), (scale, LEFT + 4, low, 2.2), ("mm", LEFT + 30, low, 2.2),
            ("A4", LEFT + 46, low, 2.2)]  # fmt: skip
