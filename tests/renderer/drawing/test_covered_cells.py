"""What a cell shows is what a ray through its middle meets, and cells are joined as far as nothing parts them."""

import numpy as np
from scipy import ndimage

from renderer.drawing.direction import DIRECTIONS
from renderer.drawing.joined import join
from renderer.drawing.look import NOTHING, look, raster_of
from renderer.drawing.nearest import cover
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


def test_of_many_triangles_each_cell_has_the_nearest_that_covers_it() -> None:
    """Wide, thin, half outside, upside down; one without an end covers nothing."""
    rng = np.random.default_rng(5)
    corners = rng.uniform(-20, 70, (400, 3, 3))
    corners[::2, 2, :2] = corners[::2, 1, :2] + rng.normal(0, 0.3, (200, 2))
    corners[7, 1, 0] = np.inf
    shape = 40, 50
    triangle, near = np.full(shape, -1, np.int32), np.full(shape, -np.inf)
    cover(corners, np.ones(400, np.bool_), triangle, near, np.zeros((*shape, 3), np.float32))
    rows, columns = np.indices(shape) + 0.5
    nearest = np.full(shape, -np.inf)
    for (ax, ay, az), (bx, by, bz), (cx, cy, cz) in np.delete(corners, 7, axis=0):
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        b = ((cy - ay) * (columns - ax) - (cx - ax) * (rows - ay)) / area
        c = ((bx - ax) * (rows - ay) - (by - ay) * (columns - ax)) / area
        inside = np.minimum(np.minimum(b, c), 1 - b - c) >= 0
        nearest = np.where(inside, np.maximum(nearest, (1 - b - c) * az + b * bz + c * cz), nearest)
    assert (np.isclose(near, nearest, atol=1e-4) | (near == nearest)).mean() > 0.999
    assert ((triangle < 0) == np.isneginf(near)).all()


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
