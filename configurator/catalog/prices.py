"""`models/<id>/prices.toml`: what things cost, one table a market. All amounts are decimal, never float."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field

from configurator.catalog.text import Name
from renderer.recipe import Frozen


def _whole_cents(amount: Decimal) -> Decimal:
    if amount != amount.quantize(Decimal("0.01")):
        raise ValueError("an amount has at most two decimals")
    return amount.quantize(Decimal("0.01"))


Money = Annotated[Decimal, Field(ge=0, le=10_000_000), AfterValidator(_whole_cents)]
Table = dict[str, dict[str, Money]]


class FinishPrice(Frozen):
    """What it costs to personalize one zone in one finish."""

    name: Name
    each: Money
    """Per zone and unit."""
    set_up: Money = Decimal("0.00")
    """Once per order and artwork."""


class MarketPrices(Frozen):
    """The price list of one market. What is not listed is included."""

    name: Name
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    base: Money
    max_quantity: int = Field(default=99, ge=1)
    options: Table = Field(default_factory=dict)
    """Feature → option → surcharge."""
    price_groups: Table = Field(default_factory=dict)
    """Feature → swatch price group → surcharge."""
    custom_color_fee: Money = Decimal("0.00")
    """Set-up, once per order and colour."""
    personalization: dict[str, FinishPrice] = Field(default_factory=dict)
    zones: dict[str, Money] = Field(default_factory=dict)
    """Zone → surcharge per unit, for those that take longer to reach."""


class PriceList(Frozen):
    """Every market in which a product is sold."""

    markets: dict[str, MarketPrices] = Field(min_length=1)
