"""A price with its reasons."""

from decimal import Decimal
from typing import Literal

from renderer.recipe import Blob, Frozen

LineKind = Literal["base", "option", "personalization", "surcharge", "set-up", "quantity-break", "discount", "tax"]


class PriceLine(Frozen):
    """One line: `amount` = `unit` × `count`, exactly. What is taken off is negative."""

    kind: LineKind
    label: str
    reason: str
    unit: Decimal
    count: int
    amount: Decimal
    once: bool = False
    """Whether it is paid once an order, whatever the quantity."""
    about: str = ""
    """What brought it: `wheels`, `zone:side_left`, or nothing where it is the whole order."""


class PriceBreakdown(Frozen):
    """All lines in the order of the product; `total` is their sum, `net` without the tax."""

    currency: str
    """ISO 4217."""
    price_list: str
    price_list_sha256: Blob
    lines: tuple[PriceLine, ...]
    per_unit: Decimal
    """What one piece costs by the list: without what is paid once, taken off, or tax."""
    net: Decimal
    tax: Decimal | None
    """None where it is added by whoever knows the delivery address."""
    total: Decimal


def each(kind: LineKind, label: str, reason: str, unit: Decimal, count: int, about: str = "") -> PriceLine:
    """A line that counts for every piece."""
    return PriceLine(kind=kind, label=label, reason=reason, unit=unit, count=count, amount=unit * count, about=about)


def once(kind: LineKind, label: str, reason: str, amount: Decimal, about: str = "") -> PriceLine:
    """A line that counts once an order."""
    return PriceLine(kind=kind, label=label, reason=reason, unit=amount, count=1, amount=amount, once=True, about=about)
