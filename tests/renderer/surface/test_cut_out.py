"""Shapes cut out of a surface have their own area, stay inside of it, and are wound as it is."""

import numpy as np
import pytest

from renderer.surface.clip import areas, clip_to_triangles
from renderer.surface.cut_out import Cut, cut_out

SQUARE = np.array([[1.0, 1.0], [5.0, 1.0], [5.0, 5.0], [1.0, 5.0]])
HOLE = np.array([[2.0, 2.0], [4.0, 2.0], [4.0, 4.0], [2.0, 4.0]])


def sheet(columns: int, rows: int, size: float = 6.0) -> np.ndarray:
    """A square of triangles (m, 3, 2), its corner at the origin."""
    x, y = np.meshgrid(np.linspace(0, size, columns + 1), np.linspace(0, size, rows + 1))
    grid = np.stack([x, y], axis=-1)
    a, b, c, d = grid[:-1, :-1], grid[:-1, 1:], grid[1:, 1:], grid[1:, :-1]
    return np.stack([a, b, c, a, c, d], axis=2).reshape(-1, 3, 2)


def corners(cut: Cut, surface: np.ndarray) -> np.ndarray:
    found: np.ndarray = np.einsum("nij,njk->nik", cut.shares, surface[cut.source])
    return found


@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (3, 2), (7, 11)])
def test_a_shape_with_a_hole_keeps_its_area_on_every_grid(columns: int, rows: int) -> None:
    surface = sheet(columns, rows)
    cut = cut_out([SQUARE, HOLE], surface)
    assert areas(corners(cut, surface)).sum() == pytest.approx(12.0)
    assert (cut.shares > -1e-9).all()
    assert cut.shares.sum(axis=-1) == pytest.approx(1.0)


def test_what_hangs_over_the_edge_is_gone() -> None:
    surface = sheet(2, 2, size=3.0)
    assert areas(corners(cut_out([SQUARE], surface), surface)).sum() == pytest.approx(4.0)
    assert len(cut_out([SQUARE + 10], surface).source) == 0
    assert len(cut_out([], surface).source) == 0


@pytest.mark.parametrize("turned", [False, True])
def test_triangles_go_round_as_those_of_the_surface_do(turned: bool) -> None:
    surface = sheet(3, 3)[:, ::-1] if turned else sheet(3, 3)
    found = corners(cut_out([SQUARE], surface), surface)
    first, second = found[:, 1] - found[:, 0], found[:, 2] - found[:, 0]
    assert (np.sign(first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]) == (-1 if turned else 1)).all()


def test_a_triangle_within_another_stays_as_it_is() -> None:
    large = np.array([[[0.0, 0.0], [9.0, 0.0], [0.0, 9.0]]])
    small = np.array([[[1.0, 1.0], [2.0, 1.0], [1.0, 2.0]]])
    inside, rows = clip_to_triangles(small, large[:, ::-1])
    assert areas(inside).sum() == pytest.approx(0.5)
    assert rows.tolist() == [0] * len(inside)
    assert len(clip_to_triangles(small + 20, large)[0]) == 0
