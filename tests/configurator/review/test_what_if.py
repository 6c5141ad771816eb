from functools import cache
from pathlib import Path

import pytest

from configurator.catalog import Catalog
from configurator.configuration import Configuration
from configurator.resolve import resolve
from configurator.resolve.findings import Findings
from configurator.resolve.order import Order
from configurator.resolve.resolve import take_order
from configurator.review import what_if
from configurator.with_changes import with_changes
from renderer.errors import InputError

ROOT = Path(__file__).resolve().parents[3]


@cache
def cart() -> Catalog:
    return Catalog.load(ROOT / "models", ROOT / "materials")


def order(market: str = "US") -> Order:
    return take_order(Configuration(product="golf_cart", market=market), cart(), None, Findings())


@pytest.mark.parametrize("market", ["US", "DE"])
def test_the_answer_is_what_choosing_it_leads_to(market: str) -> None:
    before = order(market)
    answer, after = what_if(before, "rear", "rear_seat")
    assert answer.possible
    assert after is not None
    assert "/selections/rear" in [change.path for change in answer.changes]
    assert answer.because
    resolved = resolve(with_changes(before.configuration, answer.changes), cart())
    assert resolved.price.total == answer.total == before.total + (answer.price_difference or 0)


def test_what_cannot_be_had_is_said_with_the_reason() -> None:
    answer, after = what_if(order("DE"), "windshield", "tinted")
    assert not answer.possible
    assert after is None
    assert "light" in answer.because[0]
    free, _ = what_if(order(), "windshield", "tinted")
    assert (len(free.changes), free.because) == (1, ())


def test_what_is_not_offered_is_refused_with_what_is() -> None:
    with pytest.raises(InputError) as caught:
        what_if(order(), "wheels", "square")
    assert "mag-10" in caught.value.message
