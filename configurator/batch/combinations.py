"""The combinations that a plan means, each a configuration with what is known of it."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from configurator.batch.cover import cover
from configurator.batch.plan import Covering, EveryValid, Listed, Plan, Sampled
from configurator.batch.read_list import Row, read_list
from configurator.batch.ruled import assignments, laws_of, open_space
from configurator.catalog import Catalog
from configurator.configuration import Configuration, CustomColor, Selection


@dataclass(frozen=True)
class Combination:
    """One of the plan's configurations."""

    number: int
    """From 1."""
    configuration: Configuration
    words: Mapping[str, str]
    """What a list says of it beside its features: name, sku, gtin and more."""


@dataclass(frozen=True)
class Combinations:
    """How many there are, how many valid ones they were taken from, and any of them."""

    count: int
    valid: int | None
    """All that keep the rules in the space that the plan leaves open; None for a list."""
    at: Callable[[int], Combination]
    """The one at a place, from 0."""

    @property
    def each(self) -> Iterator[Combination]:
        """All of them."""
        return map(self.at, range(self.count))


def combinations(plan: Plan, catalog: Catalog, on: date) -> Combinations:
    """What the plan means, in an order that never changes. The plan has passed `check_plan`."""
    match plan.combinations:
        case Listed() as chosen:
            rows = read_list(plan.folder / chosen.file)
            return Combinations(len(rows), None, lambda at: _listed(plan, catalog, at + 1, rows[at]))
        case EveryValid() as chosen:
            found = assignments(plan, chosen, catalog, on)
            return Combinations(found.total, found.total, lambda at: _numbered(plan, at + 1, found.pick(at)))
        case Sampled() as chosen:
            found = assignments(plan, chosen, catalog, on)
            drawn = sorted(random.Random(chosen.seed).sample(range(found.total), chosen.count))
            pick = found.pick
            return Combinations(chosen.count, found.total, lambda at: _numbered(plan, at + 1, pick(drawn[at])))
        case Covering() as chosen:
            space, laws = open_space(plan, chosen, catalog), laws_of(plan, catalog, on)
            rows_of = cover(space, laws, chosen.strength)
            total = assignments(plan, chosen, catalog, on).total
            return Combinations(len(rows_of), total, lambda at: _numbered(plan, at + 1, rows_of[at]))


def _numbered(plan: Plan, number: int, assignment: Mapping[str, str]) -> Combination:
    selections = {axis: choice for axis, choice in assignment.items() if ":" not in axis}
    return Combination(number, _configuration(plan, {**selections, **plan.selections}), {})


def _listed(plan: Plan, catalog: Catalog, number: int, row: Row) -> Combination:
    features = {feature.code for feature in catalog.products[plan.product].features}
    chosen = {name: _selection(cell) for name, cell in row.cells.items() if name in features}
    words = {name: cell for name, cell in row.cells.items() if name not in features}
    return Combination(number, _configuration(plan, {**plan.selections, **chosen}), {**words, "line": str(row.line)})


def _selection(cell: str) -> Selection:
    """A code, or `#rrggbb` for a custom colour."""
    return CustomColor(custom=cell) if cell.startswith("#") else cell


def _configuration(plan: Plan, selections: dict[str, Selection]) -> Configuration:
    return Configuration(
        product=plan.product,
        selections=selections,
        personalizations=plan.personalizations,
        market=plan.market,
        ordered_on=plan.on,
    ).beside(plan.folder)
