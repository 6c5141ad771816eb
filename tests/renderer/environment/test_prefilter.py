"""Prefiltered light: none made, none lost, as analysis has it where analysis can, and turned with its environment."""

import numpy as np
import pytest
from numpy.typing import NDArray

from renderer.environment.prefilter import LEVELS, prefilter_cosine, prefilter_ggx, resized
from renderer.environment.sphere import directions, solid_angles

Picture = NDArray[np.float32]
STEPS = 8
"""Columns of a small picture by which environments are turned."""


def studio(height: int = 32) -> Picture:
    """A grey room with a warm lamp overhead and a cool one aside."""
    rays = directions(height, 2 * height)
    lamp, side = rays[..., 1] > 0.8, (rays @ np.array([0.8, 0.0, 0.6])) > 0.9
    light = 0.2 + lamp[..., None] * [4.0, 3.6, 3.0] + side[..., None] * [1.0, 1.5, 2.5]
    return np.asarray(light, np.float32)


def mean(picture: Picture) -> NDArray[np.float64]:
    """Mean radiance (3,) over the sphere."""
    height, width = picture.shape[:2]
    weights = np.broadcast_to(solid_angles(height, width)[..., None], picture.shape)
    return np.asarray(np.average(picture, axis=(0, 1), weights=weights), np.float64)


@pytest.fixture(scope="module")
def blurred() -> Picture:
    return prefilter_ggx(studio())


def test_an_even_environment_stays_even() -> None:
    even = np.full((16, 32, 3), (0.5, 0.25, 2.0), np.float32)
    np.testing.assert_allclose(prefilter_cosine(even), np.broadcast_to(even[0, 0], (32, 64, 3)), rtol=1e-5)
    rough = prefilter_ggx(even)
    np.testing.assert_allclose(rough, np.broadcast_to(even[0, 0], rough.shape), rtol=1e-5)


def test_blurring_neither_makes_nor_loses_light(blurred: Picture) -> None:
    assert blurred.shape[0] == LEVELS
    for level in (*blurred, prefilter_cosine(studio())):
        np.testing.assert_allclose(mean(level), mean(studio()), rtol=0.02)


def test_rougher_surfaces_see_less_contrast(blurred: Picture) -> None:
    spread = [float(np.ptp(level[..., 1])) for level in blurred]
    assert spread == sorted(spread, reverse=True)
    assert spread[-1] < 0.5 * spread[0]


def test_a_mirror_s_level_is_the_environment_itself() -> None:
    np.testing.assert_allclose(prefilter_ggx(studio())[0], resized(studio(), 128), rtol=1e-6)


def test_irradiance_of_cosine_light_is_what_analysis_says() -> None:

    rays = directions(64, 128)
    light = np.repeat(np.maximum(rays[..., 1], 0)[..., None], 3, axis=-1).astype(np.float32)
    found = prefilter_cosine(light)[..., 0].mean(axis=1)
    tilt = (np.arange(32) + 0.5) / 32 * np.pi
    np.testing.assert_allclose(found, tilted(tilt), atol=4e-3)


def tilted(tilt: NDArray[np.float64]) -> NDArray[np.float64]:
    """Irradiance / π at `tilt` from the axis of a clamped cosine: ∫ max(ω·y, 0) max(ω·n, 0) dω / π.

    The clamped cosine convolved with itself, 2 (sin θ + (π − θ) cos θ) / 3π; 2/3 at 0, and 0 at π.
    """
    return np.asarray(2 * (np.sin(tilt) + (np.pi - tilt) * np.cos(tilt)) / (3 * np.pi), np.float64)


def test_blurring_a_turned_environment_turns_the_result() -> None:
    light = studio(16)
    turned = np.roll(light, STEPS, axis=1)
    for blur, columns in ((prefilter_cosine, STEPS * 2), (prefilter_ggx, STEPS * 8)):
        expected = np.roll(blur(light), columns, axis=-2)
        np.testing.assert_allclose(blur(turned), expected, rtol=2e-3, atol=2e-3)


def test_blurring_leaves_no_seam(blurred: Picture) -> None:
    for level in blurred[1:]:
        across = np.abs(level[:, 0] - level[:, -1]).max()
        inside = np.abs(np.diff(level, axis=1)).max()
        assert across <= inside


def test_around_a_pole_rough_light_is_even(blurred: Picture) -> None:
    for level in blurred[3:]:
        for row in (level[0], level[-1]):
            assert np.ptp(row, axis=0).max() < 0.06 * row.max()


def test_enlarging_goes_on_where_the_picture_closes() -> None:
    light = np.zeros((8, 16, 3), np.float32)
    light[:, 0] = 1.0
    larger = resized(light, 16)
    np.testing.assert_allclose(larger[4, :3, 0], larger[4, [1, 0, -1], 0])
    assert larger[4, -1, 0] == pytest.approx(0.25)


def test_a_smaller_picture_keeps_the_mean_of_each_pixel() -> None:
    light = studio()
    np.testing.assert_allclose(resized(light, 16), light.reshape(16, 2, 32, 2, 3).mean(axis=(1, 3)), rtol=1e-5)
    assert resized(light, 32) is light
