"""What a cell shows is what a ray through its middle meets, and cells are joined as far as nothing parts them."""

import numpy as np
from scipy import ndimage

from renderer.drawing.direction import DIRECTIONS
from renderer.drawing.joined import join
from renderer.drawing.look import NOTHING, look, raster_of
from renderer.drawing.shells import shells
from renderer.studio.bake.tracer import Tracer
from renderer.studio.scene import read_scene
from tests.support.tiny_product import tiny_product

CELLS = 300


def test_a_cell_shows_what_a_ray_meets() -> None:
    scene = read_scene(tiny_product())
    pieces = shells(scene)
    for direction in DIRECTIONS:
        raster = raster_of(scene, direction, CELLS)
        seen = look(scene, pieces, raster, direction, np.ones(len(pieces), np.bool_))
        rows, columns = (each.ravel() + 0.5 for each in np.indices(raster.shape))
        flat = np.stack([raster.left + columns * raster.cell, raster.top - rows * raster.cell, 9 + 0 * rows], axis=1)
        toward = np.broadcast_to(-direction.toward, flat.shape).astype(np.float32)
        hits = Tracer(scene.positions).hits((flat @ direction.frame).astype(np.float32), toward)
        met = np.where(hits.triangle < 0, NOTHING, pieces[hits.triangle])
        alike = seen.piece.ravel() == met
        assert alike.mean() > 0.999, direction.name
        there = alike & (met != NOTHING)
        np.testing.assert_allclose(seen.depth.ravel()[there], hits.distance[there] - 9, atol=1e-4)
        assert (seen.normal.reshape(-1, 3)[there, 2] >= 0).all()


def test_cells_that_nothing_parts_are_one() -> None:
    """Against another implementation, on a piece that winds about."""
    rng = np.random.default_rng(3)
    piece = ndimage.zoom(rng.random((12, 15)), 5, order=1) > 0.5
    shown, depth = piece.astype(np.int32), np.zeros(piece.shape, np.float32)
    normal = np.broadcast_to(np.array([0, 0, 1], np.float32), (*piece.shape, 3)).copy()
    labels = np.empty(piece.size, np.int32)
    join(shown, depth, normal, 0.9, 1.0, 1.0, labels)
    expected = np.where(piece, ndimage.label(piece)[0], -ndimage.label(~piece)[0]).ravel()
    pairs = np.unique(np.stack([labels, expected]), axis=1)
    assert pairs.shape[1] == len(np.unique(labels)) == len(np.unique(expected))
