import numpy as np
import pytest

from materials.author.textures.field import blur, cells, grid, noise, sample, scatter, standard, streaks


def test_noise_has_the_waves_it_was_asked_for() -> None:
    field = noise(128, 12, 12, seed=1, octave=0.3)
    power = np.abs(np.fft.fft2(field)) ** 2
    radius = np.hypot(*np.meshgrid(np.fft.fftfreq(128, 1 / 128), np.fft.fftfreq(128, 1 / 128)))
    assert 9 < (power * radius).sum() / power.sum() < 16
    assert field.mean() == pytest.approx(0, abs=1e-9)
    assert field.std() == pytest.approx(1)


def test_streaks_run_along_x() -> None:
    field = streaks(128, length=0.3, width=0.01, seed=2)
    along = np.abs(field - np.roll(field, 1, axis=1)).mean()
    across = np.abs(field - np.roll(field, 1, axis=0)).mean()
    assert along < 0.2 * across


def test_cells_know_no_edge() -> None:
    x, y = grid(64)
    points = scatter(6, jitter=0.5, thin=0.2, seed=3)
    distance, index = cells(points, x, y)
    moved, same = cells(points, x + 1.0, y - 2.0)
    np.testing.assert_allclose(distance, moved, atol=1e-12)
    np.testing.assert_array_equal(index, same)
    assert (distance[..., 0] <= distance[..., 1]).all()


def test_sample_at_the_pixel_centres_is_the_field() -> None:
    x, y = grid(32)
    field = noise(32, 4, 4, seed=4)
    np.testing.assert_allclose(sample(field, x, y), field, atol=1e-9)
    np.testing.assert_allclose(sample(field, x + 0.25, y), np.roll(field, -8, axis=1), atol=1e-9)


def test_blur_keeps_the_mean_and_takes_the_detail() -> None:
    field = standard(np.random.default_rng(5).random((64, 64))) + 3.0
    soft = blur(field, 3.0)
    assert soft.mean() == pytest.approx(3.0)
    assert soft.std() < 0.3 * field.std()
