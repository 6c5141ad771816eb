"""Around a circle: the text over the top, a second line along the bottom."""

import math

from renderer.artwork.layouts.bend import on_arc
from renderer.artwork.layouts.line import CAPITAL, Laid, first_line, gathered, second_line
from renderer.artwork.lettering import Setting

SWEEP_DEG = 230.0
FILLED = 0.86
"""Part of the circle that two lines take together; the rest parts them."""
LEAST_RADIUS = 1.4 * CAPITAL


def circular(setting: Setting) -> Laid:
    """Both lines at one size on one ring."""
    upper, lower = first_line(setting), second_line(setting)
    sweep = math.radians(setting.lettering.sweep_deg or SWEEP_DEG)
    around = upper.width + (lower.width if lower else 0.0)
    middle = max(upper.width / sweep, around / (2 * math.pi * FILLED), LEAST_RADIUS)
    ring = [on_arc(upper, middle - CAPITAL / 2)]
    if lower is not None and lower.letters:
        ring.append(on_arc(lower, middle + CAPITAL / 2, below=True))
    return Laid(gathered(ring))
