"""What a plan asks for, found out before anything is drawn."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from configurator.batch import Plan, combinations
from configurator.batch.combinations import Combination
from configurator.batch.dress import Dressed, Wardrobe
from configurator.catalog import Catalog
from configurator.errors import ConfigurationInvalid
from renderer.assemble.assemble import assemble
from renderer.framing import bounds
from renderer.kept import kept_in
from renderer.recipe import Blob, SceneRecipe
from workers.batch.sheets import Sheet, Stage, sheets
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
    """Dress the plan's combinations, or so many of them, drawn by lot; the plan has passed `check_plan`."""
    found = combinations(plan, catalog, on)
    wardrobe = Wardrobe(plan.product)
    dressed: list[Dressed] = []
    unbuildable: list[Unbuildable] = []
    with kept_in(home.bakes):
        for each in map(found.at, lot(found.count, at_most)):
            try:
                dressed.append(wardrobe.dress(each, catalog, home.store, on))
            except ConfigurationInvalid as error:
                unbuildable.append(Unbuildable(each, error))
    recipes = {key: wardrobe.recipe(key, body.slots) for key, body in wardrobe.bodies.items()}
    box = box_around(recipes.values(), home) if plan.spins or plan.framing else None
    stage = Stage(box, lights(plan, catalog, home))
    views = {key: tuple(sheets(plan, body, recipes[key], stage)) for key, body in wardrobe.bodies.items()}
    return Survey(plan, found.count, found.valid, wardrobe, tuple(dressed), tuple(unbuildable), views)


def lot(count: int, at_most: int | None) -> Sequence[int]:
    """At most so many numbers below `count`, ascending, the same each time.

    Combinations count through their features: at even steps, a feature whose options divide the step stands still.
    """
    if at_most is None or count <= at_most:
        return range(count)
    return sorted(random.Random(count).sample(range(count), at_most))


def box_around(recipes: Iterable[SceneRecipe], home: Home) -> NDArray[np.float64] | None:
    """(2, 3) least and greatest corner of all that the bodies show, metres."""
    boxes = [bounds(assemble(recipe, home.store, home.bakes)) for recipe in recipes]
    return np.stack([np.min(boxes, axis=0)[0], np.max(boxes, axis=0)[1]]) if boxes else None


def lights(plan: Plan, catalog: Catalog, home: Home) -> dict[str, Blob]:
    """The environments of the plan's spins, put into the store."""
    folder = catalog.materials / "environments"
    files = {spin.environment: folder / catalog.environments[spin.environment].file for spin in plan.spins}
    return {name: home.store.put(file.read_bytes()) for name, file in files.items()}
