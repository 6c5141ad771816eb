"""The pixel filter: it moves light between neighbours and neither makes nor loses any."""

import numpy as np
import pytest

from renderer.studio.shade.reconstruct import SIDE, reconstruct


def filtered(picture: np.ndarray) -> np.ndarray:
    """`picture` (H, W, C) filtered, all of it taken for shown."""
    height, width, channels = picture.shape
    laid = picture.reshape(-1, channels).astype(np.float32)
    reconstruct(laid, width, np.arange(height * width, dtype=np.int32))
    return laid.reshape(picture.shape)


def test_a_point_spreads_as_the_spline_says() -> None:
    picture = np.zeros((5, 5, 2))
    picture[2, 2] = 1
    row = np.array([SIDE, 1 - 2 * SIDE, SIDE])
    found = filtered(picture)
    np.testing.assert_allclose(found[1:4, 1:4, 0], np.outer(row, row), atol=1e-7)
    assert found.sum() == pytest.approx(2)


def test_what_is_even_stays_so_also_at_the_borders() -> None:
    np.testing.assert_allclose(filtered(np.full((4, 6, 3), 0.7)), 0.7, rtol=1e-6)


def test_rows_away_from_what_is_shown_are_left_alone() -> None:
    laid = np.random.default_rng(1).random((8 * 4, 1), dtype=np.float32)
    before = laid.copy()
    reconstruct(laid, 4, np.array([4 * 4], np.int32))
    assert (laid[: 3 * 4] == before[: 3 * 4]).all()
    assert (laid[6 * 4 :] == before[6 * 4 :]).all()
    assert (laid[3 * 4 : 6 * 4] != before[3 * 4 : 6 * 4]).any()
