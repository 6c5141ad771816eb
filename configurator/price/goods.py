"""The product and what is chosen for it."""

from collections.abc import Iterator
from decimal import Decimal

from configurator.price.basket import Basket
from configurator.price.breakdown import PriceLine, each


def goods(basket: Basket) -> Iterator[PriceLine]:
    """The base price, then surcharges of options and swatch price groups; what is included has no line."""
    prices, quantity = basket.prices, basket.situation.quantity
    yield each("base", basket.name, "Base price", prices.base, quantity)
    for choice in basket.choices:
        surcharge = prices.options.get(choice.feature, {}).get(choice.option, Decimal(0))
        reason = "Option"
        if choice.swatch is not None:
            group = choice.swatch.price_group
            surcharge += prices.price_groups.get(choice.feature, {}).get(group, Decimal(0))
            reason = f"Price group {group}"
        if surcharge:
            label = f"{choice.feature_name}: {choice.option_name}"
            yield each("option", label, reason, surcharge, quantity, choice.feature)
