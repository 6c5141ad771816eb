"""An artwork parted into inks: one shape a colour, nothing lying under anything."""

import math
from dataclasses import dataclass

import numpy as np
import pathops  # type: ignore[import-untyped]

from renderer.artwork.outline import combined
from renderer.artwork.rasterize import rasterize
from renderer.finishes.thread.inks import part_inks
from renderer.production.flatten import flattened
from renderer.production.read_shapes import NotPlain, Painted, read_shapes
from renderer.production.trace import traced

TRACE_PER_MM, MOST_PX = 16.0, 3000
SLIVER_MM = 0.2
"""No knife follows what is narrower, and no ink is."""


@dataclass(frozen=True, eq=False)
class Separation:
    """One ink: sRGB `#rrggbb`, the name it is ordered by, and its shape in millimetres, y down."""

    color: str
    name: str
    shape: pathops.Path


def separations(
    svg: bytes, width_mm: float, height_mm: float, names: dict[str, str] | None = None
) -> tuple[Separation, ...]:
    """The inks of an artwork in the order in which they are painted, each named by `names` or its colour.

    Filled paths are taken as they are; gradients, strokes and pictures are drawn and traced to half a tenth of a
    millimetre in the colours that the eye counts.
    """
    try:
        painted = read_shapes(svg)
    except NotPlain:
        painted = _traced(svg, width_mm, height_mm)
    named = names or {}
    return tuple(Separation(color, named.get(color, f"Ink {color}"), shape) for color, shape in parted(painted).items())


def whole(inks: tuple[Separation, ...]) -> pathops.Path:
    """The shape of all inks together, without what gapes between two that were traced and meet."""
    path = pathops.Path()
    for ink in inks:
        path = combined(path, ink.shape, pathops.PathOp.UNION)
    kept = pathops.Path(fillType=path.fillType)
    for ring in path.contours:
        if _wide(ring) > SLIVER_MM:
            kept.addPath(ring)
    return kept


def _wide(ring: pathops.Path) -> float:
    """How wide a band as long as the outline is that has its area."""
    around = sum(
        float(np.linalg.norm(np.diff(line, axis=0, append=line[:1]), axis=1).sum()) for line in flattened(ring)
    )
    return 2 * abs(float(ring.area)) / max(around, 1e-9)


def parted(painted: list[Painted]) -> dict[str, pathops.Path]:
    """Every colour's shape where it is seen."""
    shapes: dict[str, pathops.Path] = {}
    for color, shape in painted:
        shapes = {
            other: under if other == color else combined(under, shape, pathops.PathOp.DIFFERENCE)
            for other, under in shapes.items()
        }
        under = shapes.pop(color, pathops.Path())
        shapes[color] = combined(under, shape, pathops.PathOp.UNION)
    return {color: shape for color, shape in shapes.items() if any(True for _ in shape)}


def _traced(svg: bytes, width_mm: float, height_mm: float) -> list[Painted]:
    density = min(TRACE_PER_MM, MOST_PX / max(width_mm, height_mm))
    size = math.ceil(width_mm * density), math.ceil(height_mm * density)
    label, colors = part_inks(rasterize(svg, *size))
    pixel = width_mm / size[0], height_mm / size[1]
    return [
        ("#{:02x}{:02x}{:02x}".format(*color), traced(_soft(label == number), pixel))
        for number, color in enumerate(colors)
    ]


def _soft(mask: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """`mask` averaged over 3 × 3 pixels, so that its outline is no staircase."""
    wide = np.pad(mask.astype(np.float64), 1, mode="edge")
    rows = wide[:-2] + 2 * wide[1:-1] + wide[2:]
    return np.asarray((rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]) / 16)
