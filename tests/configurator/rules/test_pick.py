import pytest
from hypothesis import given, settings

from configurator.rules.pick import Assignments
from tests.configurator.rules.small_products import SmallProduct, small_products


def named(assignment: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(assignment.items()))


@settings(max_examples=50)
@given(small_products())
def test_every_valid_assignment_has_one_number(product: SmallProduct) -> None:
    found = Assignments(product.space, product.laws)
    picked = [named(found.pick(number)) for number in range(found.total)]
    assert sorted(picked) == sorted(named(each) for each in product.valid())


def test_there_is_nothing_past_the_last() -> None:
    found = Assignments({"colour": ("red", "blue")}, [])
    assert [found.pick(number)["colour"] for number in range(2)] == ["red", "blue"]
    with pytest.raises(IndexError, match="There are 2"):
        found.pick(2)
