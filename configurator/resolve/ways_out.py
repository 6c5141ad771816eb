"""The nearest valid configurations: fewest changes first, what was chosen before what was a default, then by price."""

from decimal import Decimal
from functools import partial

from configurator.money import difference
from configurator.resolve.order import Order
from configurator.rules.product_space import NONE
from configurator.rules.rulebook import Conflict
from configurator.rules.space import Assignment
from configurator.violation import Change, WayOut, pointer
from renderer.color import distances
from renderer.surface.zone import PREFIX

MOST = 3
CHANGE, EXPLICIT, MONEY, RANK = 10**9, 10**8, 64, 1
"""Weights of a change, of one to what somebody chose, of a unit of currency, of a place in the list. Each outweighs
all that those after it can add up to."""
DROPPED = 2
"""Losing a name counts as much as so many changes."""
UNWANTED = 1000
MOST_MONEY = 99_999


def other_choices(order: Order) -> tuple[WayOut, ...]:
    """Up to `MOST` valid configurations that are near to `order`, with what each changes and costs."""
    found = nearest_choices(order, {})
    return tuple(_way(order, order.changed(changes), named_changes(order, changes)) for changes in found)


def other_quantity(order: Order, conflict: Conflict) -> tuple[WayOut, ...]:
    """Fewer or more of the same, where that alone takes a rule of `conflict` away and all others are kept."""
    now, book = order.situation.quantity, order.rulebook
    ends = {end for rule in conflict.rules for end in (rule.when.min_quantity, rule.when.max_quantity) if end}
    near = {end + step for end in ends for step in (-1, 1) if 1 <= end + step <= order.prices.max_quantity}
    for quantity in sorted(near, key=lambda each: (abs(each - now), each)):
        other = order.of(quantity)
        if book.valid(other.assignment, other.situation):
            change = Change(path=pointer("quantity"), value=quantity, text=f"order {quantity:,} instead of {now:,}")
            return (_way(order, other, (change,)),)
    return ()


def nearest_choices(order: Order, keep: Assignment, most: int = MOST) -> list[dict[str, str]]:
    """Axis → choice to change to, for up to `most` ways to make `order` valid while `keep` stays as it says."""
    empty = {axis: NONE for axis in order.assignment if axis.startswith(PREFIX) and axis not in order.indices}
    start, kept = {**order.assignment, **keep}, {**empty, **keep}
    found = order.rulebook.nearest(start, order.situation, partial(_cost, order), kept, most)
    return [
        {axis: _stand_in(order, axis, _offered(order, axis, kind)) for axis, kind in changes.items()}
        for changes in found
        if all(_offered(order, axis, kind) for axis, kind in changes.items())
    ]


def named_changes(order: Order, changes: Assignment) -> tuple[Change, ...]:
    """`changes` for people and for machines, in the product's order."""
    return tuple(
        change for axis in order.assignment if axis in changes for change in _changes(order, axis, changes[axis])
    )


def _way(order: Order, other: Order, changes: tuple[Change, ...]) -> WayOut:
    more, currency = other.total - order.total, order.prices.currency
    text = "; ".join(dict.fromkeys(change.text for change in changes))
    return WayOut(
        changes=changes,
        price_difference=more,
        currency=currency,
        text=f"{text[:1].upper()}{text[1:]} ({difference(more, currency)})",
    )


def _changes(order: Order, axis: str, choice: str) -> list[Change]:
    """One for a feature; for a zone, one for each artwork on it."""
    name, before = order.axis_name(axis), order.choice_name(axis, order.assignment[axis])
    text = f"{name}: {order.choice_name(axis, choice)} instead of {before}"
    if choice == NONE and axis.startswith(PREFIX):
        paths = [path.removesuffix("/finish") for path in order.paths(axis)]
        return [Change(path=path, value=None, text=f"nothing on {name}") for path in paths]
    return [Change(path=path, value=choice, text=text) for path in order.paths(axis)]


def _cost(order: Order, axis: str, kind: str) -> int:
    """What the solver pays for changing `axis`."""
    able = _offered(order, axis, kind)
    if not able:
        return UNWANTED * CHANGE
    times = DROPPED if axis.startswith(PREFIX) and kind == NONE else 1
    now = _surcharge(order, axis, order.assignment[axis])
    money = min(int(abs(_surcharge(order, axis, each) - now)) for each in able)
    cost = times * CHANGE + EXPLICIT * order.is_explicit(axis) + MONEY * min(money, MOST_MONEY)
    return cost + RANK * (list(order.rulebook.kinds.members[axis]).index(kind) % MONEY)


def _offered(order: Order, axis: str, kind: str) -> tuple[str, ...]:
    """The kind's choices without the one that has no colour until somebody mixes it."""
    feature = order.product.feature(axis)
    members = order.rulebook.kinds.members[axis][kind]
    return tuple(each for each in members if feature is None or each != feature.custom)


def _surcharge(order: Order, axis: str, choice: str) -> Decimal:
    if axis.startswith(PREFIX):
        finish = order.prices.personalization.get(choice)
        return finish.each if finish else Decimal(0)
    swatch = order.catalog.swatches.get(choice)
    group = order.prices.price_groups.get(axis, {}).get(swatch.price_group if swatch else "", Decimal(0))
    return order.prices.options.get(axis, {}).get(choice, Decimal(0)) + group


def _stand_in(order: Order, axis: str, members: tuple[str, ...]) -> str:
    """Of choices that are alike to the rules, the one that looks most like what was chosen; of parts, the cheapest."""
    swatch = next((choice.swatch for choice in order.choices if choice.feature == axis), None)
    if swatch is None:
        return min(members, key=lambda each: _surcharge(order, axis, each))
    apart = distances(swatch.color, (order.catalog.swatches[each].lab for each in members))
    return min(zip(apart, members, strict=True))[1]
