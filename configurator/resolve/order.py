"""What is chosen, as the rules see it: a choice for every axis, and the words and pointers that lead back."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from configurator.catalog import Catalog
from configurator.catalog.prices import MarketPrices, PriceList
from configurator.catalog.product import Product
from configurator.catalog.when import Situation
from configurator.configuration import Configuration
from configurator.price import Basket, PriceBreakdown, price
from configurator.resolve.choice import Choice
from configurator.resolve.choose import choice_of, mixed
from configurator.resolve.personalization import ResolvedPersonalization
from configurator.resolve.show_nodes import show_nodes
from configurator.resolve.stitches import count_stitches
from configurator.rules.product_space import NONE
from configurator.rules.rulebook import Rulebook
from configurator.rules.space import Assignment
from configurator.violation import pointer
from renderer.surface.zone import PREFIX


@dataclass(frozen=True)
class Order:
    """Choices and personalizations that are each fine by themselves."""

    configuration: Configuration
    product: Product
    catalog: Catalog
    price_list: PriceList
    prices: MarketPrices
    """Those of the list for the market."""
    situation: Situation
    choices: tuple[Choice, ...]
    personalizations: tuple[ResolvedPersonalization, ...]

    @cached_property
    def hidden(self) -> tuple[str, ...]:
        """Nodes of the base model that these choices hide."""
        return show_nodes(self.product, self.choices)[1]

    @cached_property
    def assignment(self) -> Assignment:
        """Axis → choice, for every axis of the product's rulebook."""
        space = self.rulebook.space
        chosen = {choice.feature: choice.option for choice in self.choices}
        carried = {f"{PREFIX}{each.zone.id}": each.finish for each in self.personalizations}
        wanted = {axis: chosen.get(axis, carried.get(axis, NONE)) for axis in space}
        return {axis: choice if choice in space[axis] else NONE for axis, choice in wanted.items()}

    @cached_property
    def indices(self) -> dict[str, list[int]]:
        """Axis of a zone that carries something → the places of all that in the configuration."""
        found: dict[str, list[int]] = {}
        for each in self.personalizations:
            found.setdefault(f"{PREFIX}{each.zone.id}", []).append(each.index)
        return found

    def is_explicit(self, axis: str) -> bool:
        """Whether somebody chose it, and it is not a default."""
        return axis in self.indices or axis in self.configuration.selections

    def path(self, axis: str) -> str:
        """Where in the configuration `axis` is, or would be, said."""
        return self.paths(axis)[0]

    def paths(self, axis: str) -> list[str]:
        """All such places: a zone may carry several artworks."""
        if axis in self.indices:
            return [pointer("personalizations", index, "finish") for index in self.indices[axis]]
        return [pointer("personalizations") if axis.startswith(PREFIX) else pointer("selections", axis)]

    def axis_name(self, axis: str) -> str:
        """The name of the feature or zone."""
        found = self.product.zone(axis.removeprefix(PREFIX)) or self.product.feature(axis)
        return found.name if found else axis

    def choice_name(self, axis: str, choice: str) -> str:
        """The name of what is or could be chosen there."""
        if axis.startswith(PREFIX):
            return self.finish_name(choice)
        current = next(each for each in self.choices if each.feature == axis)
        return current.option_name if choice == current.option else self._choice(axis, choice).option_name

    def finish_name(self, finish: str) -> str:
        """What the price list calls it."""
        priced = self.prices.personalization.get(finish)
        return priced.name if priced else finish

    @property
    def rulebook(self) -> Rulebook:
        """The rules of the product."""
        return self.catalog.rulebooks[self.product.id]

    @property
    def total(self) -> Decimal:
        """What it costs."""
        return self.priced.total

    @cached_property
    def priced(self) -> PriceBreakdown:
        """What it costs, line by line."""
        return price(self.basket)

    @property
    def basket(self) -> Basket:
        """What is to be paid for."""
        return Basket(
            name=self.product.name,
            price_list=self.price_list,
            prices=self.prices,
            situation=self.situation,
            choices=self.choices,
            personalizations=self.personalizations,
            assignment=self.assignment,
            codes=self.configuration.discount_codes,
        )

    def changed(self, changes: Assignment) -> "Order":
        """The order with other choices; a zone changed to `none` loses what it carries."""
        choices = tuple(
            self._choice(each.feature, changes[each.feature]) if each.feature in changes else each
            for each in self.choices
        )
        kept = tuple(each for each in self._refinished(changes) if each.finish != NONE)
        return replace(self, choices=choices, personalizations=kept)

    def of(self, quantity: int) -> "Order":
        """The order for another quantity."""
        return replace(self, situation=replace(self.situation, quantity=quantity))

    def by(self, price_list: PriceList) -> "Order":
        """The order by another price list, which has the same market."""
        return replace(self, price_list=price_list, prices=price_list.markets[self.situation.market])

    def _refinished(self, changes: Assignment) -> list[ResolvedPersonalization]:
        finishes = {each.index: changes.get(f"{PREFIX}{each.zone.id}", each.finish) for each in self.personalizations}
        return [_in_finish(each, finishes[each.index]) for each in self.personalizations]

    def _choice(self, axis: str, code: str) -> Choice:
        """That choice; a custom colour that nobody has named yet is mixed to the swatch it is based on."""
        feature = next(each for each in self.product.features if each.code == axis)
        if code != feature.custom:
            return choice_of(feature, code, self.catalog)
        base = self.catalog.swatches[code]
        return mixed(base.color, base.name, feature, base, self.catalog)


def _in_finish(each: ResolvedPersonalization, finish: str) -> ResolvedPersonalization:
    """The same artwork otherwise made; stitches are counted anew where it is sewn."""
    if finish == each.finish:
        return each
    stitches = count_stitches(finish, each.svg, each.width_mm, each.height_mm)
    return each.model_copy(update={"finish": finish, "stitches": stitches})
