"""Fields are softened as scipy does it, to the bit."""

import numpy as np
import pytest
from numpy.typing import DTypeLike
from scipy import ndimage

from renderer.finishes.blur import blurred


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("shape", [(40, 60), (5, 7), (1, 9)])
@pytest.mark.parametrize(("sigma", "truncate"), [((0.6, 0.6), 4.0), ((9.2, 8.1), 2.5)])
def test_a_field_is_softened_to_its_mirrored_edges(
    dtype: DTypeLike, shape: tuple[int, int], sigma: tuple[float, float], truncate: float
) -> None:
    field = np.random.default_rng(3).random(shape).astype(dtype)
    soft = blurred(field, sigma, truncate)
    assert soft.dtype == field.dtype
    assert (soft == ndimage.gaussian_filter(field, sigma, truncate=truncate)).all()
