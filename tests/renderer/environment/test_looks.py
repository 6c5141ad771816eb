"""Looks at a blurred environment that are taken together see what each would alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.environment.blurs import HALVINGS, Blurs, blurs, look_up_blurred
from renderer.environment.environment import Environment
from renderer.environment.looks import LEFT, MOST, PICTURE, TOP, Floats, Looks, find_texels, look, room_for_looks
from renderer.environment.prefilter import SOFT_STEPS, prefilter_cosine, prefilter_ggx, prefilter_soft, resized
from renderer.jit import kernel
from renderer.quads import rgba

LAST = HALVINGS + SOFT_STEPS - 1.01
NOISE = np.random.default_rng(5).random((64, 128, 3), np.float32)
PICTURES = blurs(
    Environment(NOISE, resized(NOISE, 64), prefilter_ggx(NOISE), prefilter_soft(NOISE), prefilter_cosine(NOISE))
)
Place = tuple[float, float, float]
PLACES = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, LAST)), min_size=1, max_size=MOST)


@kernel
def see(pictures: Blurs, count: int, looks: Looks, seen: Floats) -> None:
    """All of them."""
    find_texels(pictures, count, looks)
    for number in range(count):
        red, green, blue, _ = rgba(look(pictures, looks, number))
        seen[number, 0], seen[number, 1], seen[number, 2] = red, green, blue


@given(PLACES)
def test_many_looks_see_what_single_ones_do(places: list[Place]) -> None:
    looks, seen = room_for_looks(0), np.zeros((len(places), 3), np.float32)
    known = looks[0].reshape(-1, MOST)
    known[[LEFT, TOP, PICTURE], : len(places)] = np.transpose(places)
    see(PICTURES, len(places), looks, seen)
    alone = [look_up_blurred(PICTURES, number, left, top) for left, top, number in places]
    np.testing.assert_allclose(seen, alone, rtol=2e-4)


def test_rows_that_are_the_callers_are_left_alone() -> None:
    looks, seen = room_for_looks(2), np.zeros((MOST, 3), np.float32)
    own = looks[0].reshape(-1, MOST)[-2:]
    own[:] = 7
    see(PICTURES, MOST, looks, seen)
    assert (own == 7).all()
    assert seen == pytest.approx(np.tile(seen[0], (MOST, 1)))
