"""An artwork parted into inks: one shape a colour, nothing lying under anything."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pathops  # type: ignore[import-untyped]
from numpy.typing import NDArray
from scipy import ndimage

from renderer.artwork.cover import SOLID
from renderer.artwork.drawing import svg_document
from renderer.artwork.outline import combined, path_data
from renderer.artwork.rasterize import rasterize
from renderer.finishes.thread.inks import part_inks
from renderer.production.flatten import flattened
from renderer.production.read_shapes import NotPlain, Painted, read_shapes
from renderer.production.settle import covers, settled, softened
from renderer.production.trace import traced

Labels = NDArray[np.int64]
Pixels = NDArray[np.uint8]

TRACE_PER_MM, MOST_PX = 16.0, 3000
MOST_EDGES, COARSER = 150_000, 1.5
"""Sides of pixels between two inks. Of all logos tried none has a third of that; what has more is drawn coarser."""
MOST_PIECES = 8_000
"""Of outlines that are joined or widened as they are, in some seconds."""
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
        shapes = parted(read_shapes(svg))
    except NotPlain:
        shapes = _traced(svg, width_mm, height_mm)
    named = names or {}
    return tuple(Separation(color, named.get(color, f"Ink {color}"), shape) for color, shape in shapes.items())


@lru_cache(maxsize=4)
def whole(inks: tuple[Separation, ...]) -> pathops.Path:
    """The shape of all inks together, without what gapes between two that were traced and meet. Never change it: it is
    kept, as print, cut and sheet all ask for it."""
    path = _drawn_whole(inks) if is_endless(*(ink.shape for ink in inks)) else _joined(inks)
    kept = pathops.Path(fillType=path.fillType)
    for ring in path.contours:
        if _wide(ring) > SLIVER_MM:
            kept.addPath(ring)
    return kept


def is_endless(*shapes: pathops.Path) -> bool:
    """Whether outlines have so many pieces that to join or widen them takes minutes, as those of photographs do."""
    return sum(sum(1 for _ in shape) for shape in shapes) > MOST_PIECES


def _joined(inks: tuple[Separation, ...]) -> pathops.Path:
    path = pathops.Path()
    for ink in inks:
        path = combined(path, ink.shape, pathops.PathOp.UNION)
    return path


def _drawn_whole(inks: tuple[Separation, ...]) -> pathops.Path:
    """The shape of all inks, drawn and traced; where three meet, what gapes between them is closed."""
    bounds = np.array([ink.shape.bounds for ink in inks])
    (left, top), (right, bottom) = bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)
    paths = [f'<path fill="#000000" d="{path_data(ink.shape.transform(1, 0, 0, 1, -left, -top))}"/>' for ink in inks]
    svg = svg_document(right - left, bottom - top, "".join(paths).encode())
    density = min(TRACE_PER_MM, MOST_PX / max(right - left, bottom - top))
    size = max(math.ceil((right - left) * density), 1), max(math.ceil((bottom - top) * density), 1)
    pixel = (right - left) / size[0], (bottom - top) / size[1]
    reach = math.ceil(SLIVER_MM * density)
    ink = np.pad(rasterize(svg, *size)[..., 3] > SOLID, reach)
    closed = ndimage.binary_closing(ink, iterations=reach)[reach:-reach, reach:-reach]
    return traced(softened(closed), pixel).transform(1, 0, 0, 1, left, top)


def _wide(ring: pathops.Path) -> float:
    """How wide a band is that has the outline's length and area; a dot's is not much less than its width."""
    half = sum(
        float(np.linalg.norm(np.diff(line, axis=0, append=line[:1]), axis=1).sum()) / 2 for line in flattened(ring)
    )
    return (half - math.sqrt(max(half**2 - 4 * abs(float(ring.area)), 0.0))) / 2


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


def _traced(svg: bytes, width_mm: float, height_mm: float) -> dict[str, pathops.Path]:
    """Every colour's shape; no pixel has two, so that nothing lies under anything."""
    label, colors = _labels(svg, width_mm, height_mm)
    pixel = width_mm / label.shape[1], height_mm / label.shape[0]
    shapes = {
        "#{:02x}{:02x}{:02x}".format(*color): traced(cover, pixel)
        for color, cover in zip(colors, covers(settled(label), len(colors)), strict=True)
    }
    return {color: shape for color, shape in shapes.items() if any(True for _ in shape)}


def _labels(svg: bytes, width_mm: float, height_mm: float) -> tuple[Labels, Pixels]:
    """`part_inks` as finely as outlines of `MOST_EDGES` allow: photographs have no end of them."""
    density = min(TRACE_PER_MM, MOST_PX / max(width_mm, height_mm))
    while True:
        size = max(math.ceil(width_mm * density), 1), max(math.ceil(height_mm * density), 1)
        label, colors = part_inks(rasterize(svg, *size))
        if sum(int(np.count_nonzero(np.diff(label, axis=axis))) for axis in (0, 1)) <= MOST_EDGES:
            return label, colors
        density /= COARSER
