"""Blocks around ink, and none farther away."""

import numpy as np
import pytest

from renderer.artwork.ink_blocks import BLOCK_PX, blocks_near_ink


@pytest.mark.parametrize("shape", [(64, 128), (70, 100), (5, 33)])
def test_a_block_counts_where_it_or_a_neighbour_has_any_ink(shape: tuple[int, int]) -> None:
    alpha = np.zeros(shape, np.uint8)
    alpha[shape[0] - 1, shape[1] - 1] = 1
    near = blocks_near_ink(alpha)
    assert near.shape == tuple(-(-side // BLOCK_PX) for side in shape)
    there = np.zeros_like(near)
    there[-2:, -2:] = True
    assert (near == there).all()
    assert not blocks_near_ink(np.zeros(shape, np.uint8)).any()
