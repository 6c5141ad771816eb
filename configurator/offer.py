"""What can be chosen from here: every option free, forcing something else, or out, and why."""

from decimal import Decimal
from typing import Literal

from configurator.resolve.find_zones import find_zones
from configurator.resolve.order import Order
from configurator.resolve.ways_out import named_changes, nearest_choices
from configurator.rules.product_space import NONE
from configurator.violation import Change
from renderer.recipe import Frozen
from renderer.surface.zone import PREFIX

State = Literal["chosen", "free", "forces", "out"]


class OptionOffer(Frozen):
    """One option, seen from a configuration.

    `free`: it can be chosen and nothing else changes. `forces`: the nearest valid configuration that has it makes these
    `changes`. `out`: nothing that is valid in this market, for this quantity and on this day has it.
    """

    code: str
    name: str
    state: State
    changes: tuple[Change, ...] = ()
    because: tuple[str, ...] = ()
    """The rules' own words."""
    price_difference: Decimal | None = None
    """What the whole order costs more, or less, once it and what it forces are chosen."""


class FeatureOffer(Frozen):
    """One feature with its options in catalog order; the last is the custom colour, where there is one."""

    code: str
    name: str
    default: str
    custom: bool
    options: tuple[OptionOffer, ...]


class ZoneOffer(Frozen):
    """A zone that this configuration has, with the state of each finish that is for sale on it."""

    code: str
    name: str
    box_mm: tuple[float, float]
    """Width and height that ink may fill."""
    max_characters: int
    finishes: dict[str, State]


def zone_offers(order: Order) -> tuple[ZoneOffer, ...]:
    """Every zone that can be personalized, seen from `order`."""
    found = find_zones(order.product, order.catalog.base_model(order.product), order.hidden, order.prices)
    return tuple(
        ZoneOffer(
            code=words.id,
            name=words.name,
            box_mm=found[words.id].safe_box_mm,
            max_characters=words.max_characters,
            finishes={finish: _state(order, f"{PREFIX}{words.id}", finish) for finish in found[words.id].finishes},
        )
        for words in order.product.zones
        if words.id in found
    )


def _state(order: Order, axis: str, choice: str) -> State:
    is_chosen = order.assignment.get(axis) == choice
    return "chosen" if is_chosen else _standing(order, axis, order.rulebook.kinds.of[axis][choice])[0]


def offers(order: Order) -> tuple[FeatureOffer, ...]:
    """Every option of every feature, seen from `order`."""
    return tuple(_feature(order, choice.feature) for choice in order.choices)


def count_valid(order: Order) -> int:
    """How many combinations of options are valid in the situation of `order`, with nothing personalized, exactly.

    All custom colours of a feature together count as one option.
    """
    zones = {axis: (NONE,) for axis in order.assignment if axis.startswith(PREFIX)}
    return order.rulebook.count(order.situation, zones)


def _feature(order: Order, code: str) -> FeatureOffer:
    feature = next(each for each in order.product.features if each.code == code)
    standings = {kind: _standing(order, code, kind) for kind in order.rulebook.kinds.members[code]}
    kind_of = order.rulebook.kinds.of[code]
    return FeatureOffer(
        code=code,
        name=feature.name,
        default=feature.default,
        custom=feature.custom is not None,
        options=tuple(
            _option(order, code, choice, standings[kind_of[choice]]) for choice in order.rulebook.space[code]
        ),
    )


_Standing = tuple[State, dict[str, str], tuple[str, ...]]
"""State, what it forces, and why."""


def _standing(order: Order, axis: str, kind: str) -> _Standing:
    """The same for all options of a kind."""
    book, wanted = order.rulebook, {**order.assignment, axis: kind}
    if book.valid(wanted, order.situation):
        return "free", {}, ()
    if against := book.why_not({axis: kind}, order.situation):
        return "out", {}, tuple(rule.text for rule in against)
    broken = book.conflicts(wanted, order.situation)
    because = dict.fromkeys(rule.text for conflict in broken for rule in conflict.rules)
    forced = nearest_choices(order, {axis: kind}, most=1)
    return ("forces", forced[0], tuple(because)) if forced else ("out", {}, tuple(because))


def _option(order: Order, axis: str, choice: str, standing: _Standing) -> OptionOffer:
    state, forced, because = standing
    name = order.choice_name(axis, choice)
    if choice == order.assignment[axis]:
        return OptionOffer(code=choice, name=name, state="chosen", price_difference=Decimal("0.00"))
    return OptionOffer(
        code=choice,
        name=name,
        state=state,
        changes=named_changes(order, forced),
        because=because,
        price_difference=None if state == "out" else order.changed({axis: choice, **forced}).total - order.total,
    )
