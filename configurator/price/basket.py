"""What is to be priced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from configurator.catalog.prices import MarketPrices, PriceList
from configurator.catalog.rule import Terms
from configurator.catalog.when import Situation, When
from configurator.rules.space import Assignment, hold

if TYPE_CHECKING:
    from configurator.resolve.choice import Choice
    from configurator.resolve.personalization import ResolvedPersonalization


@dataclass(frozen=True)
class Basket:
    """Choices in the product's order and personalizations in that of its zones, however the customer wrote them."""

    name: str
    """Of the product."""
    price_list: PriceList
    prices: MarketPrices
    """Those of the list for the market."""
    situation: Situation
    choices: Sequence[Choice]
    personalizations: Sequence[ResolvedPersonalization]
    assignment: Assignment
    codes: Sequence[str] = ()
    """Discount codes."""

    def meets(self, given: Terms, when: When) -> bool:
        """Whether a surcharge or discount with these conditions applies."""
        return when.holds(self.situation) and hold(given, self.assignment)
