"""One view of a model as lines."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.drawing.borders import chains, cracks
from renderer.drawing.direction import Direction
from renderer.drawing.look import NOTHING, Raster, look, raster_of
from renderer.drawing.regions import regions
from renderer.drawing.smooth import smoothed
from renderer.studio.scene import OPAQUE, Scene

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

CELLS = 2400
"""Along the model's diagonal: a millimetre and a half on a cart, less than a line's breadth on paper."""
SHORTEST = 7
"""Cells; a shorter border is left out, but for the outline."""


@dataclass(frozen=True, eq=False)
class LineView:
    """A view in millimetres, x to the right, y up, in the product's own axes; `box` is (2, 2), least and greatest."""

    name: str
    outline: tuple[Floats, ...]
    edges: tuple[Floats, ...]
    box: Floats


def line_view(scene: Scene, pieces: Ints, direction: Direction, cells: int = CELLS) -> LineView:
    """What is seen from `direction`, hidden lines left out; glass is drawn, and so is what stands behind it."""
    raster = raster_of(scene, direction, cells)
    solid = scene.kinds[scene.material] == OPAQUE
    everything = behind = regions(look(scene, pieces, raster, direction, np.ones_like(solid)), raster.cell)
    if solid.any() and not solid.all():
        behind = regions(look(scene, pieces, raster, direction, solid), raster.cell)
    outline = cracks(everything == NOTHING)
    inner = [(one | other) & ~out for one, other, out in zip(cracks(everything), cracks(behind), outline, strict=True)]
    long_enough = [chain for chain in chains(*inner) if len(chain) > SHORTEST]
    flat = scene.positions.reshape(-1, 3) @ np.stack([direction.right, direction.up], axis=1) * 1000
    return LineView(
        direction.name,
        _lines(chains(*outline), raster),
        _lines(long_enough, raster),
        np.stack([flat.min(axis=0), flat.max(axis=0)]).astype(np.float64),
    )


def _lines(found: Sequence[NDArray[np.int64]], raster: Raster) -> tuple[Floats, ...]:
    shown = (smoothed(chain) for chain in found if len(chain) > 1)
    return tuple(raster.points(*points.T.astype(np.float32)) for points in shown)
