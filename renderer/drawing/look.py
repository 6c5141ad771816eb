"""What parallel rays meet: a raster of a view with piece, depth and normal in every cell."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.drawing.direction import Direction
from renderer.studio.bake.tracer import Tracer
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
    """What each cell shows (rows, columns): piece, NOTHING where it is empty; depth in metres; unit normals."""

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
    rows, columns = raster.shape
    x = raster.left + (np.arange(columns) + 0.5) * raster.cell
    y = raster.top - (np.arange(rows) + 0.5) * raster.cell
    away = float((scene.positions.reshape(-1, 3) @ direction.toward).max()) + 1.0
    grid = np.stack(np.broadcast_arrays(x[None, :], y[:, None], away), axis=-1).reshape(-1, 3)
    origins = (grid @ direction.frame).astype(np.float32)
    directions = np.broadcast_to(-direction.toward, origins.shape).astype(np.float32)
    hits = Tracer(scene.positions, shown).hits(origins, np.ascontiguousarray(directions))
    found = np.maximum(hits.triangle, 0)
    weights = np.stack([1 - hits.u - hits.v, hits.u, hits.v], axis=-1)
    normal = np.einsum("nk,nkc->nc", weights, scene.normals[found])
    normal *= np.where(normal @ direction.toward < 0, -1, 1)[:, None]
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    empty = hits.triangle < 0
    return Seen(
        np.where(empty, NOTHING, pieces[found]).reshape(rows, columns).astype(np.int32),
        np.where(empty, np.inf, hits.distance).reshape(rows, columns).astype(np.float32),
        normal.reshape(rows, columns, 3).astype(np.float32),
    )
