from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from configurator.rules.conflict import conflicts, reasons
from tests.configurator.rules.small_products import SmallProduct, agree, small_products


def at_odds(product: SmallProduct, data: st.DataObject) -> tuple[dict[str, str], list[int]]:
    """Something invalid of a product that has something valid, and the numbers of the laws it breaks; or none."""
    valid = product.valid()
    invalid = [each for each in product.assignments() if each not in valid] if valid else []
    if not invalid:
        return {}, []
    wanted = data.draw(st.sampled_from(invalid))
    return wanted, [number for number in product.numbers if not product.laws[number].holds(wanted)]


@settings(max_examples=50)
@given(small_products(), st.data())
def test_a_conflict_is_one_and_no_smaller_part_of_what_its_law_names_is(
    product: SmallProduct, data: st.DataObject
) -> None:
    oracle, valid = product.oracle, product.valid()
    wanted, broken = at_odds(product, data)
    for number in broken:
        found = conflicts(product.laws[number], number, wanted, oracle, product.numbers)
        assert found
        for conflict in found:
            assert not agree(conflict, valid)
            assert set(conflict.items()) <= set(wanted.items())
        if product.laws[number].sum is not None:
            scope = {axis: wanted[axis] for axis in product.laws[number].axes}
            smaller = combinations(scope.items(), len(found[0]) - 1) if found[0] else ()
            assert all(agree(dict(part), valid) for part in smaller)
        for conflict in found:
            assert all(agree({a: c for a, c in conflict.items() if a != axis}, valid) for axis in conflict)


@settings(max_examples=40)
@given(small_products(), st.data())
def test_reasons_suffice_and_none_can_be_left_out(product: SmallProduct, data: st.DataObject) -> None:
    oracle = product.oracle
    wanted, broken = at_odds(product, data)
    for number in broken:
        for conflict in conflicts(product.laws[number], number, wanted, oracle, product.numbers):
            why = reasons(conflict, number, oracle, product.numbers)
            assert not agree(conflict, product.valid(why))
            assert all(agree(conflict, product.valid([each for each in why if each != one])) for one in why)
