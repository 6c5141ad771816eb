"""The collegiate arch: a name bent upward, and what stands under it straight."""

import math

import pathops  # type: ignore[import-untyped]

from renderer.artwork.layouts.bend import on_arc
from renderer.artwork.layouts.line import CAPITAL, Laid, Line, first_line, gathered, moved, second_line
from renderer.artwork.lettering import Setting

SWEEP_DEG = 62.0
GAP = 0.28
"""Between the arch and what stands under it, as a part of a capital's height."""
WIDEST = 0.72
"""Of the arch, what a second line under it takes at most."""


def arched(setting: Setting) -> Laid:
    """The text on an arc; a second line as high under it as its corners can stand."""
    line, below = first_line(setting), second_line(setting)
    sweep = math.radians(setting.lettering.sweep_deg or SWEEP_DEG)
    radius = max(line.width / sweep - CAPITAL / 2, CAPITAL)
    arch = on_arc(line, radius, bent=True)
    if below is None or not below.letters or not line.letters:
        return Laid(arch)
    left, feet, right, _ = arch.bounds
    scale = min(setting.lettering.second_scale, WIDEST * (right - left) / below.width)
    return Laid(gathered((arch, _under(below, radius, feet, scale))), CAPITAL * min(scale, 1.0))


def _under(line: Line, radius: float, feet: float, scale: float) -> pathops.Path:
    """The line in the middle: its upper corners keep their distance from the arc, or it stands below the feet."""
    half, top = line.width * scale / 2, line.path.bounds[3]
    crown = math.sqrt(max((radius - GAP * CAPITAL) ** 2 - half**2, 0.0))
    return moved(line.path, -half, max(crown, feet - GAP * CAPITAL) - top * scale, scale)
