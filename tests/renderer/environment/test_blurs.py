"""An environment blurred by any width: the same light in all pictures, means in between, no seams."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from renderer.environment.blurs import HALVINGS, SOFT, Blurs, blurs, look_up_blurred, octaves, picture_for
from renderer.environment.environment import Environment
from renderer.environment.prefilter import SOFT_STEPS, prefilter_cosine, prefilter_ggx, prefilter_soft, resized
from renderer.environment.sphere import place

LAST = HALVINGS + SOFT_STEPS - 1
AT = place(0.6, 0.1, 0.79)


def of(radiance: NDArray[np.float32]) -> Blurs:
    softer = resized(radiance, 64), prefilter_ggx(radiance), prefilter_soft(radiance), prefilter_cosine(radiance)
    return blurs(Environment(radiance, *softer))


@pytest.fixture(scope="module")
def noise() -> Blurs:
    return of(np.random.default_rng(7).random((128, 256, 3), np.float32))


@given(st.floats(1e-12, 1e3))
def test_the_logarithm_is_one(x: float) -> None:
    assert octaves(x) == pytest.approx(math.log2(x), abs=2e-5)


def test_the_wider_the_blur_the_later_the_picture(noise: Blurs) -> None:
    widths = np.geomspace(1e-4, 3, 200)
    numbers = [picture_for(noise[2], width**2) for width in widths]
    assert numbers == sorted(numbers)
    assert numbers[0] == 0
    assert LAST - 0.01 < numbers[-1] < LAST
    soft = [number for number, width in zip(numbers, widths, strict=True) if math.log2(width) > SOFT + 1e-3]
    assert min(soft) >= HALVINGS


@given(st.floats(0, LAST - 0.01), st.floats(0, 1), st.floats(0, 1))
def test_an_even_sky_is_even_however_blurred(number: float, left: float, top: float) -> None:
    assert look_up_blurred(EVEN, number, left, top) == pytest.approx((0.37,) * 3, rel=1e-4)


def test_between_two_pictures_lies_their_mean(noise: Blurs) -> None:
    for low in range(LAST - 1):
        first, second = (np.array(look_up_blurred(noise, number, *AT)) for number in (float(low), low + 1.0))
        np.testing.assert_allclose(look_up_blurred(noise, low + 0.25, *AT), 0.75 * first + 0.25 * second, rtol=1e-6)


def test_no_picture_has_a_seam(noise: Blurs) -> None:
    for number in range(LAST):
        for top in (0.0, 0.31, 1.0):
            left, right = (look_up_blurred(noise, float(number), side, top) for side in (0.0, 1.0))
            np.testing.assert_allclose(left, right, rtol=1e-6)


def test_noise_fades_as_it_is_blurred(noise: Blurs) -> None:
    places = np.random.default_rng(1).random((300, 2))
    spread = [np.std([look_up_blurred(noise, number, *at)[0] for at in places]) for number in (0.0, 3.0, LAST - 1.0)]
    assert spread[0] > 2 * spread[1] > 4 * spread[2]


EVEN = of(np.full((64, 128, 3), 0.37, np.float32))
