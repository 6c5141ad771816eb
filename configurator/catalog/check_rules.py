"""Do the rules speak of what exists, and leave something to choose wherever and whenever the product is sold?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product as combined
from pathlib import Path
from typing import TYPE_CHECKING

from configurator.catalog.product import Product
from configurator.catalog.require import refuse_twice, require_name
from configurator.catalog.require_terms import require_terms
from configurator.catalog.rule import Rule
from configurator.catalog.when import Situation, When
from configurator.errors import CatalogInvalid
from configurator.rules.product_space import NONE
from configurator.rules.rulebook import Rulebook
from configurator.rules.space import Assignment

if TYPE_CHECKING:
    from configurator.catalog.catalog import Catalog

ANY_YEAR = 2028
"""A leap year, for seasons."""


def check_rules(catalog: Catalog, product: Product, file: Path) -> None:
    """Raise `CatalogInvalid` for rules about nothing, contradictions, forbidden defaults and dead options."""
    refuse_twice(file, "rules", (rule.id for rule in product.rules))
    book, markets = catalog.rulebooks[product.id], catalog.prices[product.id].markets
    for rule in product.rules:
        _check_names(rule, book, file)
        for market in rule.when.markets:
            require_name(file, f"rules.{rule.id}.when.markets", market, markets, "market")
    situations = _situations(product, {code: market.max_quantity for code, market in markets.items()}, book)
    defaults = {feature.code: feature.default for feature in product.features}
    for situation in situations:
        _check_defaults({axis: defaults.get(axis, NONE) for axis in book.space}, situation, book, file)
    _check_for_dead_options(situations, book, file)


def _check_names(rule: Rule, book: Rulebook, file: Path) -> None:
    for key, axis, patterns in _named(rule):
        require_terms(file, f"rules.{rule.id}.{key}", axis, patterns, book.space)


def _named(rule: Rule) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(key, axis pattern, choice patterns) of everything that a rule names."""
    tables = [("if", rule.given), ("requires", rule.requires), ("excludes", rule.excludes)]
    for key, terms in (*tables, *(("one_of", terms) for terms in rule.one_of)):
        yield from ((key, axis, patterns) for axis, patterns in terms.items())
    for axis, amounts in rule.limit.amounts.items() if rule.limit else ():
        yield "limit.amounts", axis, tuple(amounts)


def _situations(product: Product, markets: dict[str, int], book: Rulebook) -> list[Situation]:
    """One for each set of rules that can hold at the same time."""
    whens = [rule.when for rule in product.rules]
    found: dict[tuple[int, ...], Situation] = {}
    for (market, most), day in combined(markets.items(), _days(whens)):
        for quantity in _quantities(whens, most):
            situation = Situation(market, quantity, day)
            found.setdefault(book.active(situation), situation)
    return list(found.values())


def _quantities(whens: list[When], most: int) -> list[int]:
    starts = {1, *(when.min_quantity or 1 for when in whens), *((when.max_quantity or 0) + 1 for when in whens)}
    return sorted(quantity for quantity in starts if quantity <= most)


def _days(whens: list[When]) -> list[date | None]:
    """Days on which some rule begins or has ended, and the unknown day."""
    day = timedelta(days=1)
    dated = {when.start for when in whens if when.start} | {when.until + day for when in whens if when.until}
    years = {ANY_YEAR, *(each.year for each in dated)}
    for season in (when.season for when in whens if when.season):
        for year in years:
            start, until = (_in_year(year, each) for each in (season.start, season.until))
            dated |= {start, until + day}
    return [None, *sorted(dated | ({min(dated) - day} if dated else set()))]


def _in_year(year: int, month_day: str) -> date:
    month, day = map(int, month_day.split("-"))
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day, last))


def _check_defaults(defaults: Assignment, situation: Situation, book: Rulebook, file: Path) -> None:
    """Everybody begins with the defaults, so they have to be valid everywhere; then something is."""
    if against := book.why_not({}, situation):
        names = ", ".join(rule.id for rule in against)
        wrong = f"leaves nothing to choose {_where(situation)}; it takes {names} together to see it."
        raise CatalogInvalid(file, f"rules.{against[-1].id}", wrong, "rules that at least one configuration keeps.")
    for conflict in book.conflicts(defaults, situation):
        names = " with ".join(f"{axis} = {choice}" for axis, choice in conflict.choices.items())
        wrong = f"forbids the defaults {_where(situation)}: {names}."
        raise CatalogInvalid(file, f"rules.{conflict.rules[-1].id}", wrong, "defaults that keep every rule.")


def _check_for_dead_options(situations: list[Situation], book: Rulebook, file: Path) -> None:
    for axis, kinds in book.kinds.members.items():
        for kind, choices in kinds.items():
            against = [book.why_not({axis: kind}, situation) for situation in situations]
            if all(against):
                wrong = f"keeps {axis} from ever being {', '.join(choices)}."
                raise CatalogInvalid(file, f"rules.{against[0][-1].id}", wrong, "rules that leave each choice a way.")


def _where(situation: Situation) -> str:
    on = f" on {situation.on}" if situation.on else ""
    return f"in {situation.market} for an order of {situation.quantity}{on}"
