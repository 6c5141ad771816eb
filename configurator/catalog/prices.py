"""`models/<id>/prices*.toml`: what things cost, one file a price list, one table a market. All amounts are decimal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from configurator.catalog.rule import Terms
from configurator.catalog.text import Code, Name
from configurator.catalog.when import When
from configurator.language import LanguageCode
from renderer.digest import digest_value
from renderer.recipe import Frozen


def _whole_cents(amount: Decimal) -> Decimal:
    if amount != amount.quantize(Decimal("0.01")):
        raise ValueError("an amount has at most two decimals")
    return amount.quantize(Decimal("0.01"))


Money = Annotated[Decimal, Field(ge=0, le=10_000_000), AfterValidator(_whole_cents)]
Percent = Annotated[Decimal, Field(gt=0, le=100, decimal_places=3)]
Table = dict[str, dict[str, Money]]
NOTHING = Decimal("0.00")


class FinishPrice(Frozen):
    """What it costs to personalize one zone in one finish: per zone and unit, but for `set_up`."""

    name: Name
    each: Money
    per_dm2: Money = NOTHING
    """For each square decimetre of the artwork's rectangle that is begun."""
    per_1000_stitches: Money = NOTHING
    """For each thousand stitches that is begun."""
    per_color: Money = NOTHING
    """For each colour beyond `colors_included`."""
    colors_included: int = Field(default=1, ge=0)
    set_up: Money = NOTHING
    """Once per order and artwork."""


class Surcharge(Frozen):
    """What costs more because several choices come together, or because of when and how many."""

    model_config = ConfigDict(populate_by_name=True)

    name: Name
    reason: Name
    given: Terms = Field(default_factory=dict, alias="if")
    when: When = When()
    each: Money = NOTHING
    once: Money = NOTHING


class QuantityBreak(Frozen):
    """From so many on, everything that is paid per unit costs less."""

    model_config = ConfigDict(populate_by_name=True)

    start: int = Field(ge=2, alias="from")
    percent: Percent


class Discount(Frozen):
    """What costs less for a time, for some, or for those who know a code; reckoned on everything before tax."""

    model_config = ConfigDict(populate_by_name=True)

    name: Name
    reason: Name
    code: Annotated[str, Field(pattern=r"^[A-Z0-9-]{3,30}$")] | None = None
    """Given to customers; without one it is for everybody."""
    given: Terms = Field(default_factory=dict, alias="if")
    when: When = When()
    percent: Percent | None = None
    amount: Money | None = None

    @model_validator(mode="after")
    def _takes_one_thing_off(self) -> Self:
        if (self.percent is None) == (self.amount is None):
            raise ValueError("a discount has either `percent` or `amount`")
        return self


class Tax(Frozen):
    """What the state adds."""

    name: Name
    percent: Percent


class MarketPrices(Frozen):
    """The prices of one market, before tax. What is not listed is included."""

    name: Name
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    base: Money
    max_quantity: int = Field(default=99, ge=1)
    language: LanguageCode = "en"
    """Of documents, where nobody asks for another."""
    options: Table = Field(default_factory=dict)
    """Feature → option → surcharge."""
    price_groups: Table = Field(default_factory=dict)
    """Feature → swatch price group → surcharge."""
    custom_color_fee: Money = NOTHING
    """Set-up, once per order and colour."""
    personalization: dict[str, FinishPrice] = Field(default_factory=dict)
    zones: dict[str, Money] = Field(default_factory=dict)
    """Zone → surcharge per unit, for those that take longer to reach."""
    surcharges: tuple[Surcharge, ...] = ()
    quantity_breaks: tuple[QuantityBreak, ...] = ()
    tax: Tax | None = None
    """None where it is not known before the delivery address is."""


class PriceList(Frozen):
    """Every market in which a product is sold, for a time."""

    id: Code = "standard"
    valid_from: date | None = None
    valid_until: date | None = None
    """The last day."""
    markets: dict[str, MarketPrices] = Field(min_length=1)
    discounts: tuple[Discount, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether it begins or ends."""
        return self.valid_from is not None or self.valid_until is not None

    def holds(self, day: date) -> bool:
        """Whether it is in force on `day`."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all of it, so that nobody changes a list that something was priced with unnoticed."""
        return digest_value(self)


@dataclass(frozen=True)
class PriceBook:
    """The price lists of a product, the one that came last in force last."""

    lists: tuple[PriceList, ...]
    files: tuple[Path, ...]
    """Where each comes from."""

    def named(self, list_id: str) -> PriceList | None:
        """The list with this id."""
        return next((each for each in self.lists if each.id == list_id), None)

    def in_force(self, day: date | None) -> PriceList | None:
        """The last list that is in force on `day`; where the day is unknown the last undated one, if there is any."""
        if day is None:
            return next((each for each in reversed(self.lists) if not each.is_dated), self.lists[-1])
        return next((each for each in reversed(self.lists) if each.holds(day)), None)

    @property
    def markets(self) -> Mapping[str, MarketPrices]:
        """The markets of the last list."""
        return self.lists[-1].markets
