"""Fields are enlarged as Pillow does it, to the bit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from renderer.finishes.enlarge import enlarged

SIDES = st.integers(1, 40)


@given(SIDES, SIDES, st.integers(0, 90), st.integers(0, 90))
def test_a_field_is_enlarged_to_its_edges(rows: int, columns: int, taller: int, wider: int) -> None:
    field = np.random.default_rng(rows).standard_normal((rows, columns), np.float32)
    shape = rows + taller, columns + wider
    by_pillow = np.asarray(Image.fromarray(field).resize(shape[::-1], Image.Resampling.BICUBIC))
    assert (enlarged(field, shape) == by_pillow).all()


def test_nothing_is_made_smaller() -> None:
    with pytest.raises(ValueError, match="enlarged"):
        enlarged(np.zeros((4, 4), np.float32), (4, 3))
