"""What the state adds."""

from collections.abc import Sequence
from decimal import Decimal

from configurator.money import money, round_money
from configurator.price.basket import Basket
from configurator.price.breakdown import PriceLine, once
from configurator.price.reductions import percent


def tax(basket: Basket, lines: Sequence[PriceLine]) -> list[PriceLine]:
    """One line on the sum of `lines`, rounded once; none where the market does not say."""
    wanted = basket.prices.tax
    if wanted is None:
        return []
    net = sum((line.amount for line in lines), Decimal("0.00"))
    amount = round_money(net * wanted.percent / 100)
    reason = f"On {money(net, basket.prices.currency)} net"
    return [once("tax", f"{wanted.name} {percent(wanted.percent)}", reason, amount)]
