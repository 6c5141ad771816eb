"""What is taken off: for many, for a time, for a code."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from configurator.catalog.prices import Discount
from configurator.money import round_money
from configurator.price.basket import Basket
from configurator.price.breakdown import PriceLine, once

HUNDRED = Decimal(100)


def quantity_break(basket: Basket, pieces: Sequence[PriceLine]) -> Iterator[PriceLine]:
    """The best break that the quantity reaches, on everything that is paid per piece."""
    reached = [each for each in basket.prices.quantity_breaks if each.start <= basket.situation.quantity]
    if reached:
        best = max(reached, key=lambda each: each.percent)
        off = round_money(_sum(pieces) * best.percent / HUNDRED)
        reason = f"{percent(best.percent)} off every piece from {best.start} on"
        yield once("quantity-break", "Quantity discount", reason, -off)


def discounts(basket: Basket, lines: Sequence[PriceLine]) -> Iterator[PriceLine]:
    """Those that apply, each reckoned on `lines`; together they never take off more than there is."""
    whole = left = _sum(lines)
    for discount in basket.price_list.discounts:
        if applies(discount, basket):
            off = min(_off(discount, whole), left)
            left -= off
            if off:
                yield once("discount", discount.name, discount.reason, -off)


def applies(discount: Discount, basket: Basket) -> bool:
    """Whether its conditions are met, and its code, where it has one, was given."""
    known = discount.code is None or discount.code in basket.codes
    return known and basket.meets(discount.given, discount.when)


def percent(value: Decimal) -> str:
    """`5 %`, `2.5 %`."""
    return f"{value.normalize():f} %"


def _off(discount: Discount, whole: Decimal) -> Decimal:
    return round_money(whole * discount.percent / HUNDRED) if discount.percent else discount.amount or Decimal(0)


def _sum(lines: Sequence[PriceLine]) -> Decimal:
    return sum((line.amount for line in lines), Decimal("0.00"))
