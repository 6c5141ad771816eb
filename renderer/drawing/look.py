"""What is seen in parallel projection: a raster of a view with piece, depth and normal in every cell."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.drawing.direction import Direction
from renderer.drawing.nearest import bend, cover
from renderer.studio.scene import Scene

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

NOTHING = -1
RIM = 3
"""Empty cells around the model."""


@dataclass(frozen=True)
class Raster:
    """Cell (row, column) counts from the upper left; `left` and `top` are where the raster begins, metres."""

    cell: float
    """Side of a cell, metres."""
    left: float
    top: float
    shape: tuple[int, int]

    def points(self, rows: Floats, columns: Floats) -> NDArray[np.float64]:
        """Lattice corners (n,), (n,) as millimetres (n, 2): x to the right, y up, in the axes of the drawing."""
        x, y = self.left + columns * self.cell, self.top - rows * self.cell
        return np.stack([x, y], axis=-1).astype(np.float64) * 1000


@dataclass(frozen=True)
class Seen:
    """What each cell shows (rows, columns): piece, NOTHING where it is empty; depth in metres, infinite there; unit
    normals in the axes of the drawing: right, up, toward the eye."""

    piece: Ints
    depth: Floats
    normal: Floats


def raster_of(scene: Scene, direction: Direction, cells: int) -> Raster:
    """A raster with `cells` along the diagonal of the model's box, whatever the direction: views have one grain."""
    flat = scene.positions.reshape(-1, 3)
    cell = float(np.linalg.norm(np.ptp(flat, axis=0))) / cells
    across, up = flat @ direction.right, flat @ direction.up
    columns, rows = (int(np.ceil(np.ptp(span) / cell)) + 2 * RIM for span in (across, up))
    return Raster(cell, float(across.min()) - RIM * cell, float(up.max()) + RIM * cell, (rows, columns))


def look(scene: Scene, pieces: Ints, raster: Raster, direction: Direction, shown: NDArray[np.bool_]) -> Seen:
    """What is seen of the triangles that `shown` (T,) names."""
    corners = scene.positions.astype(np.float64) @ direction.frame.T
    places = np.stack([corners[..., 0] - raster.left, raster.top - corners[..., 1], corners[..., 2]], axis=-1)
    triangle, near = np.full(raster.shape, -1, np.int32), np.full(raster.shape, -np.inf)
    weights, normal = np.zeros((2, *raster.shape, 3), np.float32)
    cover(places / (raster.cell, raster.cell, 1.0), shown, triangle, near, weights)
    bend(triangle, weights, (scene.normals @ direction.frame.T).astype(np.float32), normal)
    return Seen(np.where(triangle < 0, NOTHING, pieces[triangle]), -near.astype(np.float32), normal)
