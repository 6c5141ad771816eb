import json
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.configurator.conftest import Choose
from tests.configurator.personalizations import words

SELECTIONS = st.fixed_dictionaries(
    {},
    optional={
        "body_color": st.sampled_from(["paint.pine", "paint.gold"]) | st.just({"custom": "#5b2a86"}),
        "tyre_color": st.sampled_from(["rubber.black", "rubber.grey"]),
        "rack": st.sampled_from(["small", "large", "none"]),
    },
)
PERSONALIZATIONS = st.permutations([words("panel"), words("tail", finish="vinyl")])


def test_lines_are_worked_out_to_the_cent(choose: Choose) -> None:
    personal = [words("panel"), words("tail", finish="vinyl", text="Bo")]
    selections = {"body_color": {"custom": "#5b2a86", "name": "Purple"}, "rack": "large"}
    price = choose(selections=selections, personalizations=personal, quantity=3).price
    assert [(line.label, str(line.unit), line.count, str(line.amount)) for line in price.lines] == [
        ("Tiny Cart", "1200.00", 3, "3600.00"),
        ("Body colour: Purple", "120.00", 3, "360.00"),
        ("Rack: Large rack", "49.90", 3, "149.70"),
        ("Side panel: “Ann”", "60.00", 3, "180.00"),
        ("Tail: “Bo”", "40.55", 3, "121.65"),
        ("Custom colour: Purple", "150.00", 1, "150.00"),
        ("Artwork: “Ann”", "25.00", 1, "25.00"),
    ]
    assert (str(price.total), str(price.per_unit), price.currency) == ("4586.35", "1470.45", "USD")


def test_one_artwork_is_set_up_once(choose: Choose) -> None:
    once = choose(personalizations=[words("panel")]).price.total
    twice = choose(personalizations=[words("panel"), words("tail")]).price
    assert len([line for line in twice.lines if line.once]) == 2
    same = choose(personalizations=[words("panel")], quantity=2).price
    assert same.total == 2 * once - Decimal("25.00")


def test_what_is_included_has_no_line(choose: Choose) -> None:
    assert [line.label for line in choose().price.lines] == ["Tiny Cart"]


def test_each_market_has_its_own_list(choose: Choose) -> None:
    price = choose(market="DE", selections={"rack": "large"}).price
    assert (price.currency, str(price.total)) == ("EUR", "1149.00")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(SELECTIONS, PERSONALIZATIONS, st.integers(1, 20))
def test_prices_add_up_and_never_depend_on_order(
    choose: Choose,
    selections: dict[str, object],
    personalizations: list[dict[str, object]],
    quantity: int,
) -> None:
    price = choose(selections=selections, personalizations=personalizations, quantity=quantity).price
    backwards = dict(reversed(selections.items()))
    assert choose(selections=backwards, personalizations=personalizations[::-1], quantity=quantity).price == price
    assert all(line.amount == line.unit * line.count for line in price.lines)
    assert price.total == sum(line.amount for line in price.lines)
    written = json.loads(price.model_dump_json())
    assert Decimal(written["total"]) == sum(Decimal(line["amount"]) for line in written["lines"])
    more = choose(selections=selections, personalizations=personalizations, quantity=1).price
    once = sum((line.amount for line in price.lines if line.once), Decimal(0))
    assert price.total == once + quantity * more.per_unit
