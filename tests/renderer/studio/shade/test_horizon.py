"""What a leaning normal would get from below its surface."""

import numpy as np
import pytest

from renderer.environment.sphere import directions, solid_angles
from renderer.studio.shade.horizon import light_below, moments

UP = (0.0, 1.0, 0.0)


def leaning(angle: float) -> tuple[float, float, float]:
    return float(np.sin(angle)), float(np.cos(angle)), 0.0


@pytest.mark.parametrize("angle", [0.0, 0.4, 1.0, 1.5])
def test_under_an_even_sky_it_is_the_lune_s_share(angle: float) -> None:
    even = moments(np.full((32, 64, 3), 2.0, np.float32))
    assert light_below(even, UP, leaning(angle)) == pytest.approx([1 - np.cos(angle)] * 3, abs=0.02)


def test_in_light_of_second_degree_it_is_the_integral() -> None:
    rays, sizes = directions(128, 256), solid_angles(128, 256)
    x, y, z = np.moveaxis(rays, -1, 0)
    light = np.stack([1.5 + x - 0.4 * y, 1.5 + 0.8 * x * y + 0.3 * z * z, 1.2 + x * x - y], axis=-1)
    normal = leaning(0.9)
    cosine = np.maximum(rays @ np.array(normal), 0) * (y < 0) / np.pi
    truth = (light * (cosine * sizes)[..., None]).sum(axis=(0, 1))
    assert light_below(moments(light.astype(np.float32)), UP, normal) == pytest.approx(truth, abs=0.02)


def test_it_is_never_less_than_nothing() -> None:
    rays = directions(32, 64)
    spot = np.repeat((rays[..., 1] > 0.9)[..., None] * np.float32(100), 3, axis=-1)
    assert min(light_below(moments(spot), UP, leaning(1.0))) >= 0
