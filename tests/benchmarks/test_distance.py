import numpy as np
import pytest

from benchmarks.distance import decibel


def flat(*rgba: int) -> np.ndarray:
    return np.full((8, 8, 4), rgba, np.uint8)


def test_black_and_white_are_as_far_apart_as_can_be() -> None:
    assert decibel(flat(0, 0, 0, 255), flat(255, 255, 255, 255)) == pytest.approx(-0.3, abs=0.35)


def test_a_smaller_difference_is_a_lower_figure() -> None:
    truth = flat(120, 130, 140, 255)
    assert decibel(flat(121, 130, 140, 255), truth) < decibel(flat(130, 130, 140, 255), truth) < -10


def test_equal_pictures_are_infinitely_near() -> None:
    assert decibel(flat(1, 2, 3, 255), flat(1, 2, 3, 255)) == pytest.approx(-90)
