"""Dated lists, discounts and codes, quantity breaks, surcharges and tax, to the cent."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from configurator.catalog import Catalog
from configurator.configuration import Configuration
from configurator.errors import ConfigurationInvalid
from configurator.price import PriceBreakdown
from configurator.resolve import resolve
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import words

MAY = "2027-05-04"


def amounts(price: PriceBreakdown) -> dict[str, str]:
    return {line.label: str(line.amount) for line in price.lines}


def codes_of(choose: Choose, **fields: object) -> list[tuple[str, str]]:
    with pytest.raises(ConfigurationInvalid) as caught:
        choose(**fields)
    return [(violation.code, violation.path) for violation in caught.value.violations]


def test_the_day_decides_which_list_counts(choose: Choose) -> None:
    assert (choose().price.price_list, choose().price.total) == ("standard", Decimal(1200))
    assert choose(ordered_on="2026-12-31").price.price_list == "standard"
    assert choose(ordered_on="2027-01-01").price.price_list == "2027"
    assert choose(ordered_on="2028-01-01").price.price_list == "standard"


def test_a_configuration_keeps_its_list_and_says_when_another_is_in_force(choose: Choose, catalog: Catalog) -> None:
    kept = Configuration(product="tiny", price_list="standard")
    resolved = resolve(kept, catalog, date(2027, 5, 4))
    assert resolved.price.total == Decimal(1200)
    (warning,) = resolved.warnings
    assert warning.code == "PRICE_LIST_NEWER"
    assert "$1,200.00" in warning.message
    assert "$1,333.33" in warning.message
    assert not resolve(kept, catalog, date(2026, 5, 4)).warnings
    assert codes_of(choose, price_list="1999") == [("PRICE_LIST_UNKNOWN", "/price_list")]


def test_a_list_has_a_digest_of_all_that_is_in_it(choose: Choose, catalog: Catalog) -> None:
    first, second = (each.digest for each in catalog.prices["tiny"].lists)
    assert first != second
    assert choose().price.price_list_sha256 == first


def test_area_and_colours_are_counted(choose: Choose) -> None:
    price = choose(ordered_on=MAY, quantity=3, personalizations=[words("panel")]).price
    (line,) = [line for line in price.lines if line.kind == "personalization"]
    personal = choose(personalizations=[words("panel")]).personalizations[0]
    started = -(-round(personal.width_mm * 10) * round(personal.height_mm * 10) // 1_000_000)
    assert line.unit == 60 + 7 * started
    assert f"{started} dm²" in line.reason


def test_surcharges_come_with_what_they_are_for(choose: Choose) -> None:
    gold = {"body_color": "paint.gold", "tyre_color": "rubber.grey"}
    assert amounts(choose(ordered_on=MAY, quantity=3, selections=gold).price)["Two colours"] == "37.05"
    assert "Two colours" not in amounts(choose(ordered_on=MAY, quantity=3).price)
    assert amounts(choose(ordered_on=MAY, quantity=2).price)["Single piece"] == "33.33"
    assert "Single piece" not in amounts(choose(ordered_on=MAY, quantity=3).price)


@pytest.mark.parametrize(("quantity", "off"), [(4, None), (5, "-162.50"), (9, "-292.50"), (10, "-910.00")])
def test_the_best_break_that_is_reached_counts(choose: Choose, quantity: int, off: str | None) -> None:
    assert amounts(choose(ordered_on=MAY, quantity=quantity).price).get("Quantity discount") == off


def test_discounts_count_in_their_time_for_those_who_know_them(choose: Choose) -> None:
    assert amounts(choose(ordered_on="2027-03-31", quantity=3).price)["Spring"] == "-390.00"
    assert "Spring" not in amounts(choose(ordered_on="2027-04-01").price)
    with_code = choose(ordered_on=MAY, quantity=3, discount_codes=["FRIENDS"]).price
    assert amounts(with_code)["Friends"] == "-99.99"
    assert with_code.total == 3 * 1300 - Decimal("99.99")


def test_discounts_never_take_off_more_than_there_is(choose: Choose) -> None:
    free = {"selections": {"rack": "none"}, "discount_codes": ["FRIENDS", "ALL-OF-IT"]}
    assert choose(ordered_on="2027-03-05", quantity=3, **free).price.total == 0


def test_codes_that_do_not_count_are_refused_and_not_betrayed(choose: Choose) -> None:
    assert codes_of(choose, ordered_on=MAY, discount_codes=["FREINDS"]) == [("DISCOUNT_UNKNOWN", "/discount_codes/0")]
    wrong = {"ordered_on": MAY, "discount_codes": ["FRIENDS"], "quantity": 4}
    assert codes_of(choose, **wrong) == [("DISCOUNT_NOT_HERE", "/discount_codes/0")]
    with pytest.raises(ConfigurationInvalid) as caught:
        choose(ordered_on=MAY, discount_codes=["FREINDS"])
    assert "FRIENDS" not in str(caught.value.details)


def test_tax_is_reckoned_once_on_everything(choose: Choose) -> None:
    price = choose(ordered_on=MAY, market="DE", quantity=3).price
    assert (str(price.net), str(price.tax), str(price.total)) == ("3599.97", "683.99", "4283.96")
    assert price.lines[-1].label == "VAT 19 %"
    assert choose(ordered_on=MAY).price.tax is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.sampled_from(["2027-03-01", MAY]),
    st.sampled_from(["US", "DE"]),
    st.sampled_from([{}, {"body_color": "paint.gold", "tyre_color": "rubber.grey"}, {"rack": "none"}]),
    st.integers(1, 10),
)
def test_every_breakdown_adds_up_to_the_cent(
    choose: Choose, day: str, market: str, selections: dict[str, str], quantity: int
) -> None:
    price = choose(ordered_on=day, market=market, selections=selections, quantity=quantity).price
    assert all(line.amount == line.unit * line.count for line in price.lines)
    assert all(line.amount == line.amount.quantize(Decimal("0.01")) for line in price.lines)
    assert all(line.reason for line in price.lines)
    assert price.total == sum(line.amount for line in price.lines) == price.net + (price.tax or 0)
    assert price.total >= 0
    if market == "DE":
        assert price.tax == (price.net * 19 / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
