"""The cart's own rules: enough of them, each can strike, and every way out that is offered can be taken."""

from datetime import date
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from configurator.catalog import Catalog
from configurator.catalog.when import Situation
from configurator.configuration import Configuration, DecalPersonalization
from configurator.errors import ConfigurationInvalid
from configurator.offer import count_valid, offers
from configurator.recipe import scene_recipe
from configurator.resolve import resolve
from configurator.resolve.findings import Findings
from configurator.resolve.order import Order
from configurator.resolve.resolve import take_order
from configurator.rules.oracle import Oracle
from configurator.violation import RuleViolation
from configurator.with_changes import with_changes
from renderer.assemble.assemble import assemble
from renderer.store import MemoryStore

ROOT = Path(__file__).resolve().parents[2]
WINTER, AUTUMN = date(2027, 2, 1), date(2026, 10, 1)


@cache
def cart() -> Catalog:
    return Catalog.load(ROOT / "models", ROOT / "materials")


def taken(configuration: Configuration, on: date | None = None) -> Order:
    return take_order(configuration, cart(), on, Findings())


def broken(configuration: Configuration, on: date | None = None) -> list[RuleViolation]:
    try:
        resolve(configuration, cart(), on)
    except ConfigurationInvalid as error:
        return [each for each in error.violations if isinstance(each, RuleViolation)]
    return []


def decals(*zones: str, finish: str = "vinyl") -> tuple[DecalPersonalization, ...]:
    decal = next(iter(cart().decals))
    return tuple(DecalPersonalization(kind="decal", zone=zone, decal=decal, finish=finish) for zone in zones)


@st.composite
def carts(draw: st.DrawFn) -> Configuration:
    product = cart().products["golf_cart"]
    features = {feature.code: st.sampled_from(cart().choices(feature)) for feature in product.features}
    selections = draw(st.fixed_dictionaries({}, optional=features))
    zones = draw(st.lists(st.sampled_from([zone.id for zone in product.zones]), unique=True, max_size=6))
    order = taken(Configuration(product="golf_cart"))
    finishes = {zone: order.rulebook.space[f"zone:{zone}"][1:] for zone in zones}
    personal = tuple(decals(zone, finish=draw(st.sampled_from(finishes[zone])))[0] for zone in zones)
    return Configuration(
        product="golf_cart",
        selections=selections,
        personalizations=personal,
        quantity=draw(st.sampled_from([1, 10, 11, 40])),
        market=draw(st.sampled_from(["US", "DE"])),
    )


def test_the_cart_has_rules_of_every_level_and_for_a_market() -> None:
    rules = cart().products["golf_cart"].rules
    assert len(rules) >= 15
    assert {rule.level for rule in rules} == {"technical", "manufacturing", "business"}
    assert any(rule.when.markets for rule in rules)
    assert any(rule.when.season for rule in rules)
    assert any(rule.when.min_quantity for rule in rules)


@pytest.mark.parametrize(
    ("rule", "selections", "fields"),
    [
        ("rear-seat-under-canopy", {"rear": "rear_seat", "roof_length": "short"}, {}),
        ("canopy-needs-struts", {"roof_length": "long", "windshield": "none"}, {}),
        ("mirrors-on-frame", {"windshield": "none", "mirrors": "side"}, {}),
        ("tyre-load", {"rear": "rear_seat", "wheels": "steel-8"}, {}),
        ("pressed-cover-finish", {"wheels": "steel-8", "wheel_finish": "bronze"}, {}),
        ("film-on-seats", {"seat_color": "fabric.heather"}, {"personalizations": decals("seat_back_driver")}),
        (
            "press-on-fabric",
            {"seat_color": "fabric.heather"},
            {"personalizations": decals("seat_back_driver", finish="debossed")},
        ),
        (
            "print-on-fabric",
            {"seat_color": "fabric.heather"},
            {"personalizations": decals("seat_back_driver", finish="screen_print")},
        ),
        (
            "lettering-on-satin",
            {"body_color": "paint.satin-olive"},
            {"personalizations": decals("hood", finish="painted")},
        ),
        ("satin-inlays", {"trim_style": "body", "body_color": "paint.satin-olive"}, {}),
        ("leather-with-fabric", {"seat_color": "leather.ink", "seat_accent": "fabric.heather"}, {}),
        ("bronze-and-carbon", {"trim_style": "carbon", "wheel_finish": "bronze"}, {}),
        ("effect-paint-by-hand", {"body_color": "paint.candy-apple"}, {"quantity": 11}),
        ("light-through-glass", {"windshield": "tinted"}, {"market": "DE"}),
        ("type-approved-lights", {"lights": "halogen"}, {"market": "DE"}),
        ("autumn-colour", {"body_color": "paint.persimmon"}, {"ordered_on": WINTER}),
    ],
)
def test_each_rule_strikes_where_it_should_in_its_own_words(
    rule: str, selections: dict[str, str], fields: dict[str, object]
) -> None:
    found = broken(Configuration.model_validate({"product": "golf_cart", "selections": selections, **fields}))
    (violation,) = [each for each in found if each.rules == (rule,)]
    (written,) = [each for each in cart().products["golf_cart"].rules if each.id == rule]
    assert written.text in violation.message
    assert violation.level == written.level
    assert violation.path in violation.conflict
    assert set(violation.conflict) >= {f"/selections/{feature}" for feature in selections}
    assert violation.ways_out


def test_what_holds_in_one_market_or_season_or_quantity_is_free_in_another() -> None:
    assert not broken(Configuration(product="golf_cart", selections={"windshield": "tinted"}))
    persimmon = Configuration(product="golf_cart", selections={"body_color": "paint.persimmon"})
    assert broken(persimmon, WINTER)
    assert not broken(persimmon, AUTUMN)
    assert not broken(persimmon)
    candy = Configuration(product="golf_cart", selections={"body_color": "paint.candy-apple"}, quantity=11)
    (violation,) = broken(candy)
    assert violation.ways_out[0].changes[0].value == 10
    assert not broken(with_changes(candy, violation.ways_out[0].changes))


def test_a_conflict_that_takes_several_rules_names_them_all() -> None:
    selections = {"roof_length": "long", "rear": "rear_seat", "mirrors": "side", "seat_color": "leather.ink"}
    (violation,) = broken(Configuration(product="golf_cart", selections=selections))
    assert "payload" in violation.rules
    assert len(violation.conflict) < len(cart().products["golf_cart"].features)


@settings(max_examples=40)
@given(carts())
def test_every_way_out_is_valid_and_costs_what_it_says(configuration: Configuration) -> None:
    order = taken(configuration)
    found = broken(configuration)
    assert bool(found) == bool(order.rulebook.conflicts(order.assignment, order.situation))
    for violation in found:
        for way in violation.ways_out:
            resolved = resolve(with_changes(configuration, way.changes), cart())
            assert resolved.price.total - order.total == way.price_difference
            assert way.text in violation.suggestions


@settings(max_examples=12)
@given(carts())
def test_offers_hold_what_they_promise(configuration: Configuration) -> None:
    order = taken(configuration)
    if broken(configuration):
        return
    for feature in offers(order):
        for option in feature.options:
            selections = {**configuration.selections, feature.code: option.code}
            wanted = configuration.model_copy(update={"selections": selections})
            if option.code.endswith(".custom"):
                continue
            if option.price_difference is not None and option.state == "free":
                assert resolve(wanted, cart()).price.total - order.total == option.price_difference
            if option.state in ("chosen", "free"):
                assert not broken(wanted)
            elif option.state == "forces":
                assert option.changes
                assert broken(wanted)
                assert not broken(with_changes(wanted, option.changes))
            else:
                assert option.because
                assert not order.rulebook.oracle.possible(
                    {feature.code: option.code}, order.rulebook.active(order.situation)
                )


def test_a_custom_colour_is_offered_with_its_fee() -> None:
    order = taken(Configuration(product="golf_cart"))
    offered = {(f.code, o.code): o.price_difference for f in offers(order) for o in f.options}
    purple = Configuration.model_validate({"product": "golf_cart", "selections": {"body_color": {"custom": "#5b2a86"}}})
    assert offered["body_color", "paint.custom"] == resolve(purple, cart()).price.total - order.total


@settings(max_examples=30)
@given(carts())
def test_what_the_solver_calls_valid_resolves_and_is_priced_whatever_the_order(configuration: Configuration) -> None:
    order = taken(configuration)
    if not order.rulebook.valid(order.assignment, order.situation):
        return
    fields = {
        "selections": dict(reversed(configuration.selections.items())),
        "personalizations": configuration.personalizations[::-1],
    }
    backwards = resolve(configuration.model_copy(update=fields), cart())
    assert resolve(configuration, cart()).price == backwards.price


def test_what_the_solver_calls_valid_is_assembled() -> None:
    selections = {"rear": "rear_seat", "roof_length": "long", "wheels": "mag-10", "mirrors": "side"}
    wanted = Configuration(product="golf_cart", selections=selections, personalizations=decals("hood", "roof_edge"))
    assert taken(wanted).rulebook.valid(taken(wanted).assignment, taken(wanted).situation)
    store = MemoryStore()
    document = assemble(scene_recipe(resolve(wanted, cart()), store), store)
    names = {node["name"] for node in document.items("nodes") if "name" in node}
    assert {"rear_seat", "roof_long", "mirrors"} <= names


def test_the_cart_is_counted_as_by_hand_where_a_hand_can() -> None:
    """Everything but wheels, finish, trim and mirrors fixed: 3 · 4 · 4 · 2 less what the rules take away."""
    order = taken(Configuration(product="golf_cart"))
    loose = {"wheels", "wheel_finish", "trim_style", "mirrors"}
    fixed = {axis: (choice,) for axis, choice in order.assignment.items() if axis not in loose}
    steel, carbon_bronze = 2 * 4 * 2, 2 * 1 * 2
    assert order.rulebook.count(order.situation, fixed) == 3 * 4 * 4 * 2 - steel - carbon_bronze
    assert count_valid(order) > count_valid(taken(Configuration(product="golf_cart", market="DE"))) > 10**7
    assert order.rulebook.count(Situation("US", 1, WINTER), {}) < order.rulebook.count(Situation("US", 1), {})


def test_a_click_is_answered_from_what_is_known() -> None:
    chosen = Configuration(product="golf_cart", personalizations=decals("side_left", "seat_back_driver"))
    resolve(chosen, cart())
    offers(taken(chosen))
    asked = patch.object(Oracle, "possible", autospec=True, side_effect=Oracle.possible)
    drawn = patch("configurator.resolve.artwork.drawn_once.draw_logo")
    with asked as questions, drawn as draws:
        resolve(chosen, cart())
        offers(taken(chosen))
    choices = sum(len(feature.options) + len(feature.swatches) for feature in cart().products["golf_cart"].features)
    assert draws.call_count == 0
    assert questions.call_count < 4 * choices
