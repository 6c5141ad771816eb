"""What costs more because several choices come together."""

from collections.abc import Iterator

from configurator.price.basket import Basket
from configurator.price.breakdown import PriceLine, each, once


def surcharges(basket: Basket, *, once_only: bool) -> Iterator[PriceLine]:
    """Those of the market that apply: what is paid for every piece, or what is paid once."""
    for wanted in basket.prices.surcharges:
        if not basket.meets(wanted.given, wanted.when):
            continue
        if once_only and wanted.once:
            yield once("surcharge", wanted.name, wanted.reason, wanted.once)
        if not once_only and wanted.each:
            yield each("surcharge", wanted.name, wanted.reason, wanted.each, basket.situation.quantity)
