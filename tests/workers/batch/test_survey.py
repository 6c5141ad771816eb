"""A part of a plan's combinations stands for all of them."""

import pytest

from workers.batch.survey import lot


@pytest.mark.parametrize("options", [2, 3, 4, 5, 6])
def test_every_option_of_a_lexicographic_order_is_in_the_lot(options: int) -> None:
    drawn = lot(4_000 * 60, 4_000)
    assert len(set(drawn)) == 4_000
    assert list(drawn) == sorted(drawn) == list(lot(4_000 * 60, 4_000))
    counts = [sum(number % options == option for number in drawn) for option in range(options)]
    assert min(counts) > 0.8 * 4_000 / options


def test_few_are_all_taken() -> None:
    assert list(lot(12, 4_000)) == list(lot(12, None)) == list(range(12))
