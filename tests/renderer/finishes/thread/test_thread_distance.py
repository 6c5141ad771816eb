"""Distances are those that scipy finds, to the bit."""

import numpy as np
import pytest
from scipy import ndimage

from renderer.finishes.thread.distance import distances


@pytest.mark.parametrize("shape", [(40, 60), (1, 9), (9, 1)])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.95])
@pytest.mark.parametrize("blob", [0.0, 3.0])
def test_every_pixel_knows_the_nearest_one_outside(shape: tuple[int, int], part: float, blob: float) -> None:
    field = ndimage.gaussian_filter(np.random.default_rng(3).random(shape), blob)
    mask = field < np.quantile(field, part)
    assert (distances(mask) == ndimage.distance_transform_edt(mask)).all()


def test_where_there_is_no_outside_it_is_far_away() -> None:
    assert distances(np.ones((3, 4), np.bool_)).min() > 7
    assert not distances(np.zeros((3, 4), np.bool_)).any()
