"""What stands for a share of a pixel is read in the middle of that share."""

import numpy as np

from renderer.studio.bake.middle import BEYOND, read_in_the_middle

TRIANGLE = np.array([[[0, 0, 0], [1, 0, 0], [0, 1, 0]]], np.float32)
EYE = np.array([0.2, 0.3, 4.0], np.float32)


def read(point: tuple[float, float, float], u: float = 0.3, v: float = 0.3) -> tuple[float, float]:
    """Where the ray from the eye to `point` meets the triangle, starting from a sample at (u, v)."""
    toward = (np.array([point], np.float32) - EYE) * np.float32(0.7)
    start = (np.array([value], np.float32) for value in (u, v))
    across, down = read_in_the_middle(TRIANGLE, np.zeros(1, np.int32), EYE, toward, *start)
    return float(across[0]), float(down[0])


def test_a_ray_reads_where_it_meets_the_plane() -> None:
    np.testing.assert_allclose(read((0.5, 0.25, 0.0)), (0.5, 0.25), atol=1e-6)
    np.testing.assert_allclose(read((1.2, 0.4, 0.0)), (1.2, 0.4), atol=1e-5)


def test_beyond_a_small_triangle_it_is_read_no_farther_than_allowed_and_on_the_way_there() -> None:
    u, v = read((-6.0, 0.3, 0.0))
    assert (round(u, 5), round(v, 5)) == (BEYOND, 0.3)


def test_a_ray_along_the_surface_leaves_the_sample_where_it_is() -> None:
    np.testing.assert_allclose(read((5.0, 5.0, 4.0)), (0.3, 0.3), atol=1e-6)
