"""What a configuration costs: lines with a reason each, adding up to the total to the cent."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from configurator.catalog.prices import MarketPrices
from configurator.resolve.choice import Choice
from configurator.resolve.personalization import ResolvedPersonalization
from renderer.recipe import Frozen


class PriceLine(Frozen):
    """One line: `amount` = `unit` × `count`, exactly."""

    label: str
    reason: str
    unit: Decimal
    count: int
    amount: Decimal
    once: bool = False
    """Whether it is paid once an order, whatever the quantity."""


class PriceBreakdown(Frozen):
    """All lines in the order of the product; `total` is their sum. Before tax."""

    currency: str
    """ISO 4217."""
    lines: tuple[PriceLine, ...]
    per_unit: Decimal
    """What one more of the same costs: without what is paid once."""
    total: Decimal


def price(
    prices: MarketPrices,
    name: str,
    choices: Sequence[Choice],
    personalizations: Sequence[ResolvedPersonalization],
    quantity: int,
) -> PriceBreakdown:
    """The price of `quantity` of the product called `name`.

    Choices come in the product's order and personalizations in that of its zones, however the customer wrote them, so
    the breakdown cannot depend on it.
    """
    lines = [
        _line(name, "Base price", prices.base, quantity),
        *_option_lines(prices, choices, quantity),
        *_personalization_lines(prices, personalizations, quantity),
        *_set_up_lines(prices, choices, personalizations),
    ]
    total = sum((line.amount for line in lines), Decimal("0.00"))
    per_unit = sum((line.unit for line in lines if not line.once), Decimal("0.00"))
    return PriceBreakdown(currency=prices.currency, lines=tuple(lines), per_unit=per_unit, total=total)


def _line(label: str, reason: str, unit: Decimal, count: int) -> PriceLine:
    return PriceLine(label=label, reason=reason, unit=unit, count=count, amount=unit * count)


def _once(label: str, reason: str, amount: Decimal) -> PriceLine:
    return PriceLine(label=label, reason=reason, unit=amount, count=1, amount=amount, once=True)


def _option_lines(prices: MarketPrices, choices: Sequence[Choice], quantity: int) -> Iterator[PriceLine]:
    """Surcharges of options and swatch price groups; what is included has no line."""
    for choice in choices:
        surcharge = prices.options.get(choice.feature, {}).get(choice.option, Decimal(0))
        reason = "Option"
        if choice.swatch is not None:
            group = choice.swatch.price_group
            surcharge += prices.price_groups.get(choice.feature, {}).get(group, Decimal(0))
            reason = f"Price group {group}"
        if surcharge:
            yield _line(f"{choice.feature_name}: {choice.option_name}", reason, surcharge, quantity)


def _personalization_lines(
    prices: MarketPrices, personalizations: Sequence[ResolvedPersonalization], quantity: int
) -> Iterator[PriceLine]:
    for each in personalizations:
        finish = prices.personalization[each.finish]
        surcharge = prices.zones.get(each.zone.id, Decimal(0))
        reason = f"{finish.name}{', hard to reach' if surcharge else ''}"
        yield _line(f"{each.zone.name}: {each.title}", reason, finish.each + surcharge, quantity)


def _set_up_lines(
    prices: MarketPrices, choices: Sequence[Choice], personalizations: Sequence[ResolvedPersonalization]
) -> Iterator[PriceLine]:
    """What is prepared once, however often it is used: each custom colour, each artwork in each finish."""
    if prices.custom_color_fee:
        mixed = {(choice.option, choice.custom.color): choice.option_name for choice in choices if choice.custom}
        for name in mixed.values():
            yield _once(f"Custom colour: {name}", "Mixing and sample, once per order", prices.custom_color_fee)
    artworks = {(each.finish, each.svg): each for each in personalizations}
    for each in artworks.values():
        finish = prices.personalization[each.finish]
        if finish.set_up:
            yield _once(f"Artwork: {each.title}", f"{finish.name}, set up once per order", finish.set_up)
