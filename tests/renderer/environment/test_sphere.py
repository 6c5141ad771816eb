"""Directions and look-ups: whole, without a seam, level at the poles, and turned where the picture is turned."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from renderer.environment.sphere import directions, look_up, look_up_at, place, solid_angles

Picture = NDArray[np.float32]

angles = st.floats(-3.14, 3.14)
heights = st.floats(-1.0, 1.0)


@pytest.fixture(scope="module")
def noise() -> Picture:
    return np.random.default_rng(7).random((16, 32, 3), np.float32)


def toward(turn: float, height: float) -> tuple[float, float, float]:
    ring = np.sqrt(max(1.0 - height * height, 0.0))
    return float(ring * np.cos(turn)), height, float(ring * np.sin(turn))


def test_all_pixels_together_are_the_whole_sphere() -> None:
    assert (solid_angles(64, 128) * np.ones((64, 128))).sum() == pytest.approx(4 * np.pi, rel=1e-12)
    balance = (directions(64, 128) * solid_angles(64, 128)[..., None]).sum(axis=(0, 1))
    np.testing.assert_allclose(balance, 0, atol=1e-12)


def test_the_picture_is_oriented_as_three_js_has_it() -> None:
    assert place(0.0, 1.0, 0.0)[1] == pytest.approx(0.0, abs=1e-4)
    assert place(0.0, -1.0, 0.0)[1] == pytest.approx(1.0, abs=1e-4)
    assert place(1.0, 0.0, 0.0) == pytest.approx((0.5, 0.5), abs=1e-4)
    assert place(0.0, 0.0, 1.0) == pytest.approx((0.75, 0.5), abs=1e-4)


def test_a_place_is_where_its_direction_came_from() -> None:
    for row, column in ((0, 0), (3, 31), (8, 16), (15, 5)):
        left, top = place(*directions(16, 32)[row, column])
        assert (left * 32 - 0.5, top * 16 - 0.5) == pytest.approx((column, row), abs=1e-3)


@given(turn=angles, height=heights)
def test_a_constant_picture_is_the_same_everywhere(turn: float, height: float) -> None:
    even = np.full((8, 16, 3), 0.37, np.float32)
    assert look_up(even, *toward(turn, height)) == pytest.approx((0.37,) * 3, rel=1e-6)


@given(turn=angles, height=heights)
def test_between_pixels_nothing_is_brighter_or_darker_than_they_are(turn: float, height: float) -> None:
    picture = np.random.default_rng(3).random((8, 16, 3), np.float32)
    value = np.array(look_up(picture, *toward(turn, height)))
    assert (value >= picture.min(axis=(0, 1)) - 1e-6).all()
    assert (value <= picture.max(axis=(0, 1)) + 1e-6).all()


def test_there_is_no_seam_where_the_picture_closes(noise: Picture) -> None:
    for top in (0.2, 0.5, 0.9):
        np.testing.assert_allclose(look_up_at(noise, 0.0, top), look_up_at(noise, 1.0, top), rtol=1e-6)
        middle = (np.array(look_up_at(noise, 0.5 / 32, top)) + look_up_at(noise, 31.5 / 32, top)) / 2
        np.testing.assert_allclose(look_up_at(noise, 0.0, top), middle, rtol=1e-6)


def test_crossing_the_seam_changes_no_more_than_crossing_any_pixel(noise: Picture) -> None:
    before, after = look_up(noise, *toward(np.pi - 1e-4, 0.3)), look_up(noise, *toward(-np.pi + 1e-4, 0.3))
    np.testing.assert_allclose(before, after, atol=5e-3)


def test_beyond_the_last_row_a_pole_shows_that_row(noise: Picture) -> None:
    for top, row in ((0.0, 0), (1.0, 15)):
        np.testing.assert_allclose(look_up_at(noise, 4.5 / 32, top), noise[row, 4], rtol=1e-6)


@given(turn=angles, height=st.floats(-0.95, 0.95), columns=st.integers(0, 31))
def test_a_turned_picture_gives_turned_light(turn: float, height: float, columns: int) -> None:
    picture = np.random.default_rng(5).random((16, 32, 3), np.float32)
    turned = np.roll(picture, columns, axis=1)
    seen = look_up(turned, *toward(turn + columns * np.pi / 16, height))
    np.testing.assert_allclose(seen, look_up(picture, *toward(turn, height)), atol=2e-3)
