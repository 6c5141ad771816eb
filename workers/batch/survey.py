"""What a plan asks for, found out before anything is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from configurator.batch import Plan, combinations
from configurator.batch.combinations import Combination
from configurator.batch.dress import Dressed, Wardrobe
from configurator.catalog import Catalog
from configurator.errors import ConfigurationInvalid
from renderer.kept import kept_in
from workers.batch.sheets import Sheet, sheets
from workers.home import Home


@dataclass(frozen=True)
class Unbuildable:
    """A combination of a list that no one can have, and why."""

    combination: Combination
    error: ConfigurationInvalid


@dataclass(frozen=True, eq=False)
class Survey:
    """All combinations as what they are drawn from."""

    plan: Plan
    count: int
    """Combinations that the plan means; `dressed` may be a part of them where only a part was looked at."""
    valid: int | None
    wardrobe: Wardrobe
    dressed: tuple[Dressed, ...]
    unbuildable: tuple[Unbuildable, ...]
    sheets: dict[str, tuple[Sheet, ...]]
    """By body."""

    @property
    def all_sheets(self) -> Iterator[Sheet]:
        """Every view of every body."""
        return (sheet for each in self.sheets.values() for sheet in each)


def survey(plan: Plan, catalog: Catalog, home: Home, on: date, at_most: int | None = None) -> Survey:
    """Dress the plan's combinations, or so many of them, evenly spread; the plan has passed `check_plan`."""
    found = combinations(plan, catalog, on)
    step = max(1, found.count // at_most) if at_most else 1
    wardrobe = Wardrobe(plan.product)
    dressed: list[Dressed] = []
    unbuildable: list[Unbuildable] = []
    with kept_in(home.bakes):
        for number, each in enumerate(found.each):
            if number % step == 0:
                try:
                    dressed.append(wardrobe.dress(each, catalog, home.store, on))
                except ConfigurationInvalid as error:
                    unbuildable.append(Unbuildable(each, error))
    views = {
        body.key: tuple(sheets(plan, body, wardrobe.recipe(body.key, body.slots))) for body in wardrobe.bodies.values()
    }
    return Survey(plan, found.count, found.valid, wardrobe, tuple(dressed), tuple(unbuildable), views)
