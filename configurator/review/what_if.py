"""What would change if one thing were chosen otherwise: validity, price, and what it takes along."""

from decimal import Decimal

from configurator.resolve.order import Order
from configurator.resolve.ways_out import named_changes, nearest_choices
from configurator.violation import Change
from renderer.closest import closest
from renderer.errors import InputError
from renderer.recipe import Frozen


class WhatIf(Frozen):
    """The answer; `order` after it is what `changes` lead to."""

    possible: bool
    changes: tuple[Change, ...]
    """The choice asked for, and what it forces."""
    because: tuple[str, ...]
    """Why something is forced, or why it cannot be; in the rules' own words."""
    price_difference: Decimal | None
    total: Decimal | None


def what_if(order: Order, feature: str, option: str) -> tuple[WhatIf, Order | None]:
    """`order` with `option` for `feature`, and with it whatever has to change; None where nothing valid has it.

    Raises `InputError` OPTION_UNKNOWN for what the product does not offer.
    """
    book = order.rulebook
    if feature not in book.space or option not in book.space[feature]:
        known = book.space.get(feature, tuple(book.space))
        message = f"There is no {feature[:60]} = {option[:60]}; there are {', '.join(known)}."
        near = closest(option if feature in book.space else feature, known)
        raise InputError(message, code="OPTION_UNKNOWN", details={"suggestions": list(near)})
    wanted = {feature: option}
    because = _because(order, wanted)
    if book.why_not(wanted, order.situation):
        return WhatIf(possible=False, changes=(), because=because, price_difference=None, total=None), None
    forced = nearest_choices(order, wanted, most=1)
    if not forced:
        return WhatIf(possible=False, changes=(), because=because, price_difference=None, total=None), None
    changes = {**wanted, **forced[0]}
    after = order.changed(changes)
    answer = WhatIf(
        possible=True,
        changes=named_changes(order, changes),
        because=because,
        price_difference=after.total - order.total,
        total=after.total,
    )
    return answer, after


def _because(order: Order, wanted: dict[str, str]) -> tuple[str, ...]:
    against = order.rulebook.why_not(wanted, order.situation)
    broken = order.rulebook.conflicts({**order.assignment, **wanted}, order.situation)
    rules = against or tuple(rule for conflict in broken for rule in conflict.rules)
    return tuple(dict.fromkeys(rule.text for rule in rules))
