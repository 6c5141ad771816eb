import numpy as np
import pytest

from materials.author.environments.panorama import directions, expose, irradiance, shrink, solid_angles


def test_directions_are_the_inverse_of_three_s_equirect_uv() -> None:
    rays = directions(64, 32)
    u = np.arctan2(rays[..., 2], rays[..., 0]) / (2 * np.pi) + 0.5
    v = np.arcsin(rays[..., 1]) / np.pi + 0.5
    np.testing.assert_allclose(u, np.broadcast_to((np.arange(64) + 0.5) / 64, u.shape), atol=1e-12)
    np.testing.assert_allclose(v, np.broadcast_to(1 - (np.arange(32)[:, None] + 0.5) / 32, v.shape), atol=1e-12)


def test_solid_angles_make_a_whole_sphere() -> None:
    assert (solid_angles(64, 32) * 64).sum() == pytest.approx(4 * np.pi)


@pytest.mark.parametrize("normal", [(0, 1, 0), (1, 0, 0), (0, 0, -1), (0.6, 0.8, 0)])
def test_even_light_gives_pi(normal: tuple[float, float, float]) -> None:
    np.testing.assert_allclose(irradiance(np.ones((64, 128, 3)), normal), np.pi, rtol=2e-3)


def test_exposing_sets_what_a_white_plane_reflects() -> None:
    light = np.random.default_rng(1).random((32, 64, 3))
    assert irradiance(expose(light, 0.9), (0, 1, 0)).mean() == pytest.approx(0.9 * np.pi)


def test_shrinking_keeps_the_mean() -> None:
    picture = np.random.default_rng(2).random((8, 12, 3))
    assert shrink(picture, 4).shape == (2, 3, 3)
    np.testing.assert_allclose(shrink(picture, 4).mean(axis=(0, 1)), picture.mean(axis=(0, 1)))
