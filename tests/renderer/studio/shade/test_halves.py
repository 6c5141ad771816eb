"""Half floats: the same as numpy's, but for infinity, which light never is."""

import numpy as np

from renderer.studio.shade.halves import bits_of, floats_of, halves_of

HALVES = np.arange(1 << 16, dtype=np.uint16).view(np.float16).astype(np.float32)


def test_singles_are_rounded_as_numpy_does() -> None:
    chance = np.random.default_rng(3)
    sizes = np.exp2(chance.uniform(-30, 15.9, 200_000)) * chance.choice([-1, 1], 200_000)
    ties = np.asarray((HALVES[1:0x7BFF] + HALVES[:0x7BFE]) / 2, np.float32)
    for floats in (sizes.astype(np.float32), ties, HALVES[:0x7C00], -HALVES[:0x7C00], np.zeros(3, np.float32)):
        with np.errstate(under="ignore"):
            expected = floats.astype(np.float16)
        np.testing.assert_array_equal(halves_of(floats), bits_of(expected))


def test_what_is_too_large_is_the_largest_and_what_is_no_number_stays_none() -> None:
    found = floats_of(halves_of(np.array([65_519, 65_520, 1e9, np.inf, -np.inf, np.nan], np.float32)).view(np.float16))
    np.testing.assert_array_equal(found, [65_504, 65_504, 65_504, 65_504, -65_504, np.nan])


def test_rows_are_read_as_all_is() -> None:
    halves = np.random.default_rng(1).random((50, 3)).astype(np.float16)
    rows = np.array([3, 17, 17, 49])
    np.testing.assert_array_equal(floats_of(halves, rows), halves[rows].astype(np.float32))
    assert floats_of(halves, rows[:0]).shape == (0, 3)
    np.testing.assert_array_equal(floats_of(halves, slice(5, 20)), halves[5:20].astype(np.float32))


def test_every_pattern_of_bits_is_read_as_numpy_does() -> None:
    every = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    np.testing.assert_array_equal(floats_of(every), HALVES)
