"""Near is what scipy's exact distances call near."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import ndimage

from renderer.artwork.within import Mask, within

MASKS = st.tuples(st.integers(1, 40), st.integers(1, 40)).flatmap(
    lambda shape: arrays(np.bool_, shape, elements=st.sampled_from([False] * 30 + [True]))
)


@given(MASKS, st.floats(0, 50))
def test_it_is_what_exact_distances_say(mask: Mask, radius: float) -> None:
    distances = ndimage.distance_transform_edt(~mask) if mask.any() else np.full(mask.shape, np.inf)
    apart = np.abs(distances - radius) > 1e-9
    assert (within(mask, radius) == (distances <= radius))[apart].all()


def test_nothing_is_near_to_nothing_however_small_the_picture() -> None:
    for shape in ((1, 1), (1, 9), (9, 1)):
        assert not within(np.zeros(shape, np.bool_), 50.0).any()


def test_a_pixel_on_the_circle_is_within() -> None:
    mask = np.zeros((11, 11), np.bool_)
    mask[5, 5] = True
    near = within(mask, 5.0)
    assert near[5, 0]
    assert near[1, 2]
    assert not near[1, 1]
    assert (near == near.T).all()
