"""Constants that leave single floats single in kernels."""

import numpy as np
from numpy.typing import NDArray

from renderer.jit import kernel
from renderer.single import narrowed, single

THIRD, SMALL = single(1 / 3), single(1e-9)


@kernel
def left_of_small(one: NDArray[np.float32], left: NDArray[np.float64]) -> None:
    """What is left of 1e-9 after 1 was added to it and taken away: nothing where all is single."""
    left[0] = (one[0] + SMALL) - one[0]
    left[1] = (one[0] + 1e-9) - one[0]
    left[2] = (one[0] + narrowed(1e-9)) - one[0]


def test_a_single_stays_one_beside_singles_alone() -> None:
    left = np.empty(3)
    left_of_small(np.ones(1, np.float32), left)
    assert left[0] == left[2] == 0
    assert 0 < left[1] < 2e-9


def test_a_constant_is_the_number_as_nearly_as_a_single_is() -> None:
    assert abs(float(THIRD) * 3 - 1) < 1e-7
