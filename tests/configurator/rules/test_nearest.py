from itertools import islice, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from configurator.rules.nearest import nearest
from configurator.rules.space import Assignment
from tests.configurator.rules.small_products import SmallProduct, small_products


def cost(axis: str, kind: str) -> int:
    return 100 + 10 * ord(axis) + int(kind[1:])


@settings(max_examples=40)
@given(small_products(), st.data())
def test_the_nearest_is_valid_and_nothing_valid_is_cheaper(product: SmallProduct, data: st.DataObject) -> None:
    wanted = data.draw(st.sampled_from(product.assignments()))
    keep = {axis: wanted[axis] for axis in data.draw(st.lists(st.sampled_from(list(wanted)), max_size=1))}
    oracle = product.oracle
    of = oracle.kinds.of

    def price(other: Assignment) -> int:
        return sum(
            cost(axis, of[axis][other[axis]]) for axis in other if of[axis][other[axis]] != of[axis][wanted[axis]]
        )

    found = list(islice(nearest(wanted, cost, oracle, product.numbers, keep), 4))
    able = [each for each in product.valid() if all(of[axis][each[axis]] == of[axis][keep[axis]] for axis in keep)]
    assert bool(found) == bool(able)
    assert all(wanted | changes in able or not changes for changes in found)
    costs = [price(wanted | changes) for changes in found]
    assert costs == sorted(costs)
    assert not found or costs[0] == min(map(price, able))
    for earlier, later in pairwise(found):
        assert not earlier.items() <= later.items()
    assert found == list(islice(nearest(wanted, cost, product.oracle, product.numbers, keep), 4))
