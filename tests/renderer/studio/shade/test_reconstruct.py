"""The pixel filter: it moves light between neighbours and neither makes nor loses any."""

import numpy as np
import pytest

from renderer.studio.shade.reconstruct import SIDE, across, blend_along


def filtered(picture: np.ndarray) -> np.ndarray:
    """`picture` (H, W, C) filtered along both axes."""
    rows = picture.astype(np.float32)
    height, width, channels = rows.shape
    for row in rows:
        blend_along(row, 0, width)
    around = [(rows[max(y - 1, 0)], rows[y], rows[min(y + 1, height - 1)]) for y in range(height)]
    return np.array([[[across(*three, x, c) for c in range(channels)] for x in range(width)] for three in around])


def test_a_point_spreads_as_the_spline_says() -> None:
    picture = np.zeros((5, 5, 2))
    picture[2, 2] = 1
    row = np.array([SIDE, 1 - 2 * SIDE, SIDE])
    found = filtered(picture)
    np.testing.assert_allclose(found[1:4, 1:4, 0], np.outer(row, row), atol=1e-7)
    assert found.sum() == pytest.approx(2)


def test_what_is_even_stays_so_also_at_the_borders() -> None:
    np.testing.assert_allclose(filtered(np.full((4, 6, 3), 0.7)), 0.7, rtol=1e-6)


def test_columns_away_from_what_is_shown_are_left_alone() -> None:
    row = np.random.default_rng(1).random((8, 1), dtype=np.float32)
    before = row.copy()
    blend_along(row, 3, 6)
    assert (row[[0, 1, 2, 6, 7]] == before[[0, 1, 2, 6, 7]]).all()
    assert (row[3:6] != before[3:6]).all()
