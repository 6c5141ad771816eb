from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from configurator.availability import Supply, estimate_delivery
from configurator.availability.delivery import free_slots, needed
from configurator.catalog.production import ProductionPlan
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import words

FRIDAY, MONDAY = date(2027, 1, 8), date(2027, 1, 11)
PLAN = ProductionPlan(
    days=2, per_day=2, finish_days={"painted": 3}, usual_lead_days=5, shipping_days={"US": 4}, holidays=(MONDAY,)
)


def plenty(choose: Choose, **fields: object) -> dict[str, Supply]:
    return dict.fromkeys(needed(choose(**fields)), Supply(1000, 9))


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (FRIDAY, 0, FRIDAY),
        (FRIDAY + timedelta(1), 0, date(2027, 1, 12)),
        (FRIDAY, 1, date(2027, 1, 12)),
        (FRIDAY, 4, date(2027, 1, 15)),
        (FRIDAY, 5, date(2027, 1, 18)),
    ],
)
def test_only_working_days_count(start: date, days: int, expected: date) -> None:
    assert PLAN.after(start, days) == expected


def test_what_is_there_is_begun_at_once(choose: Choose) -> None:
    delivery = estimate_delivery(choose(), PLAN, plenty(choose), {}, FRIDAY)
    assert not delivery.waits
    assert (delivery.starts_on, delivery.leaves_on) == (FRIDAY, date(2027, 1, 13))
    assert delivery.arrives_on == date(2027, 1, 17)


def test_the_longest_wait_decides_and_is_named_first(choose: Choose) -> None:
    supplies = plenty(choose) | {"paint.pine": Supply(0, 3), "rack.small": Supply(0, 8)}
    delivery = estimate_delivery(choose(), PLAN, supplies, {}, FRIDAY)
    assert [(wait.item, wait.days) for wait in delivery.waits] == [("rack.small", 8), ("paint.pine", 3)]
    assert delivery.starts_on == PLAN.after(FRIDAY, 8)


def test_items_nobody_knows_take_the_usual_time_and_artwork_takes_its_finish(choose: Choose) -> None:
    assert estimate_delivery(choose(), PLAN, {}, {}, FRIDAY).waits[0].days == 5
    painted = estimate_delivery(choose(personalizations=[words("panel")]), PLAN, plenty(choose), {}, FRIDAY)
    plain = estimate_delivery(choose(), PLAN, plenty(choose), {}, FRIDAY)
    assert painted.leaves_on == PLAN.after(plain.leaves_on, 3)


def test_full_days_are_passed_over(choose: Choose) -> None:
    taken = {FRIDAY: 2, date(2027, 1, 12): 1}
    delivery = estimate_delivery(choose(quantity=4), PLAN, plenty(choose), taken, FRIDAY)
    assert delivery.slots == {date(2027, 1, 12): 1, date(2027, 1, 13): 2, date(2027, 1, 14): 1}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.dates(date(2026, 12, 20), date(2027, 2, 1)),
    st.integers(1, 20),
    st.dictionaries(st.integers(0, 9), st.integers(0, 3)),
)
def test_slots_hold_the_order_and_no_day_more_than_it_can(start: date, quantity: int, full: dict[int, int]) -> None:
    taken = {start + timedelta(days): count for days, count in full.items()}
    slots = free_slots(PLAN, start, quantity, taken)
    assert sum(slots.values()) == quantity
    assert all(PLAN.is_working_day(day) and day >= start for day in slots)
    assert all(count + taken.get(day, 0) <= PLAN.per_day for day, count in slots.items())
