"""Four at once are what each would be alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numba import TypingError
from numpy.typing import NDArray

from renderer.jit import kernel
from renderer.quads import nothing, quad, rgba, texel, texel_bytes, with_share
from renderer.single import ONE

Floats = NDArray[np.float32]
ROWS = 5
SINGLES = st.floats(-1e6, 1e6, width=32)


@kernel
def weighed(texels: Floats, stored: NDArray[np.uint8], shares: Floats, sums: Floats) -> None:
    """Texels by their shares; the same of stored ones; and four shares themselves, doubled."""
    first, second = nothing(), nothing()
    for row in range(len(shares)):
        first = with_share(first, texel(texels, row), shares[row])
        second = with_share(second, texel_bytes(stored, row), shares[row])
    own = quad(shares[0], shares[1], shares[2], shares[3])
    for number, four in enumerate((first, second, with_share(own, own, ONE))):
        sums[number, 0], sums[number, 1], sums[number, 2], sums[number, 3] = rgba(four)


@given(
    arrays(np.float32, (ROWS, 4), elements=SINGLES),
    arrays(np.uint8, (ROWS, 4)),
    arrays(np.float32, ROWS, elements=st.floats(0, 1, width=32)),
)
def test_sums_by_share(texels: Floats, stored: NDArray[np.uint8], shares: Floats) -> None:
    sums = np.zeros((3, 4), np.float32)
    weighed(texels, stored, shares, sums)
    by_hand = np.zeros((2, 4), np.float32)
    for row, share in enumerate(shares):
        by_hand += np.stack([texels[row], stored[row].astype(np.float32)]) * share
    assert (sums[:2] == by_hand).all()
    assert (sums[2] == 2 * shares[:4]).all()


@pytest.mark.parametrize(
    "texels", [np.zeros((ROWS, 4), np.float32, order="F"), np.zeros((ROWS, 4)), np.zeros(ROWS * 4, np.float32)]
)
def test_rows_that_lie_otherwise_are_not_read(texels: Floats) -> None:
    with pytest.raises(TypingError):
        weighed(texels, np.zeros((ROWS, 4), np.uint8), np.zeros(ROWS, np.float32), np.zeros((3, 4), np.float32))
