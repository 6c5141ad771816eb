import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from configurator.catalog import Catalog
from configurator.configuration import Configuration
from configurator.resolve.findings import Findings
from configurator.resolve.resolve import take_order
from configurator.review import compare
from renderer.errors import InputError
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import decal, words

FIELDS = st.fixed_dictionaries(
    {"quantity": st.sampled_from([1, 3, 6]), "ordered_on": st.sampled_from(["2027-03-03", "2027-05-04"])},
    optional={
        "selections": st.fixed_dictionaries(
            {},
            optional={
                "body_color": st.sampled_from(["paint.gold"]) | st.just({"custom": "#5b2a86"}),
                "rack": st.sampled_from(["large", "none"]),
            },
        ),
        "personalizations": st.sampled_from([[words("panel")], [words("panel"), words("tail", text="Bo")], [decal()]]),
    },
)


def test_what_differs_is_marked_with_what_it_costs(choose: Choose) -> None:
    found = compare([choose(), choose(selections={"rack": "large"}, personalizations=[words("panel")])])
    differing = {row.about: str(row.cells[1].price_difference) for row in found.rows if row.differs}
    assert differing == {"rack": "49.90", "zone:panel": "85.00"}
    assert found.rows[-1].about == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(FIELDS, min_size=2, max_size=3))
def test_the_differences_add_up_to_those_of_the_totals(choose: Choose, fields: list[dict[str, object]]) -> None:
    found = compare([choose(**each) for each in fields])
    for column, total in enumerate(found.totals):
        assert total is not None and found.totals[0] is not None
        assert sum(row.cells[column].price_difference or 0 for row in found.rows) == total - found.totals[0]


def test_what_cannot_be_built_is_compared_without_a_price(choose: Choose, catalog: Catalog) -> None:
    wanted = Configuration(product="tiny", selections={"rack": "large", "body_color": "paint.sold-out"})
    found = compare([choose(), take_order(wanted, catalog, None, Findings())])
    assert [total is None for total in found.totals] == [False, True]
    differing = {row.about: (row.cells[1].text, row.cells[1].price_difference) for row in found.rows if row.differs}
    assert differing == {"rack": ("Large rack", None)}


def test_only_what_is_alike_is_compared(choose: Choose) -> None:
    with pytest.raises(InputError) as caught:
        compare([choose(), choose(market="DE")])
    assert caught.value.code == "COMPARE_UNLIKE"


def test_where_an_artwork_lies_is_said_in_words(choose: Choose) -> None:
    aside = words(at_mm=[-70, 12], within_mm=[130, 60])
    found = compare(
        [choose(personalizations=[words()]), choose(personalizations=[aside, words(at_mm=[70, 0], within_mm=[90, 60])])]
    )
    (row,) = (row for row in found.rows if row.about == "zone:panel")
    plain, moved = (cell.text for cell in row.cells)
    assert plain == "“Ann”, Great Vibes, painted, place in the middle, as large as it fits"
    first, second = moved.split("; ")
    assert first == "“Ann”, Great Vibes, painted, place 70 mm left and 12 mm up, 102 × 60 mm"
    assert second == "“Ann”, Great Vibes, painted"
