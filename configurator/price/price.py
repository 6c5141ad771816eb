"""The steps from what is in the basket to its price."""

from decimal import Decimal

from configurator.price.basket import Basket
from configurator.price.breakdown import PriceBreakdown
from configurator.price.goods import goods
from configurator.price.personal import personal
from configurator.price.reductions import discounts, quantity_break
from configurator.price.set_up import set_up
from configurator.price.surcharges import surcharges
from configurator.price.tax import tax


def price(basket: Basket) -> PriceBreakdown:
    """Every line with its reason; they add up to the total to the cent, and never depend on the order of selections."""
    pieces = [*goods(basket), *personal(basket), *surcharges(basket, once_only=False)]
    lines = [*pieces, *surcharges(basket, once_only=True), *set_up(basket), *quantity_break(basket, pieces)]
    lines += discounts(basket, lines)
    taxes = tax(basket, lines)
    net = sum((line.amount for line in lines), Decimal("0.00"))
    taxed = sum((line.amount for line in taxes), Decimal("0.00"))
    return PriceBreakdown(
        currency=basket.prices.currency,
        price_list=basket.price_list.id,
        price_list_sha256=basket.price_list.digest,
        lines=(*lines, *taxes),
        per_unit=sum((line.unit for line in pieces), Decimal("0.00")),
        net=net,
        tax=taxed if taxes else None,
        total=net + taxed,
    )
