from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from configurator.catalog.rule import Rule
from configurator.rules.count import Counter, count
from configurator.rules.kinds import sort_out
from configurator.rules.law import enact
from tests.configurator.rules.small_products import SmallProduct, agree, small_products


@settings(max_examples=40)
@given(small_products(), st.data())
def test_the_oracle_agrees_with_trying_everything(product: SmallProduct, data: st.DataObject) -> None:
    oracle = product.oracle
    for _ in range(4):
        counted = data.draw(st.lists(st.sampled_from(product.numbers), unique=True))
        whole = data.draw(st.sampled_from(product.assignments()))
        part = {axis: whole[axis] for axis in data.draw(st.lists(st.sampled_from(list(whole)), unique=True))}
        assert oracle.possible(part, counted) == agree(part, product.valid(counted))


@settings(max_examples=50)
@given(small_products())
def test_counting_agrees_with_trying_everything(product: SmallProduct) -> None:
    assert count(product.space, product.laws) == len(product.valid())


@settings(max_examples=40)
@given(small_products())
def test_choices_of_one_kind_can_stand_for_each_other(product: SmallProduct) -> None:
    kinds = sort_out(product.space, product.laws)
    valid = product.valid()
    for each in valid:
        assert {axis: kinds.of[axis][choice] for axis, choice in each.items()} in valid


def test_ten_to_the_fifteenth_are_counted_exactly() -> None:
    """Thirty axes of ten: neighbours exclude each other's first choices, which a recurrence counts as well."""
    space = {f"axis-{n:02}": tuple(f"c{c}" for c in range(10)) for n in range(30)}
    chain = [
        Rule.model_validate(
            {
                "id": f"r{n}",
                "level": "technical",
                "text": "Neighbours differ.",
                "if": {f"axis-{n:02}": "c0"},
                "excludes": {f"axis-{n + 1:02}": "c0"},
            }
        )
        for n in range(29)
    ]
    with patch.object(Counter, "take", autospec=True, side_effect=Counter.take) as taken:
        found = count(space, [enact(rule, space) for rule in chain])
    assert taken.call_count < 30 * 10
    first, other = 1, 9
    for _ in range(29):
        first, other = other, 9 * (first + other)
    assert found == first + other > 10**15
