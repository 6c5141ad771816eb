"""The space that a plan leaves open, and the laws that hold in it."""

from collections.abc import Sequence
from datetime import date

from configurator.batch.plan import Covering, EveryValid, Plan, Sampled
from configurator.catalog import Catalog
from configurator.catalog.when import Situation
from configurator.rules.law import Law
from configurator.rules.pick import Assignments
from configurator.rules.product_space import NONE
from configurator.rules.space import Space, choices_like
from renderer.surface.zone import PREFIX

Ruled = EveryValid | Sampled | Covering


def open_space(plan: Plan, ruled: Ruled, catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Axis → choices: features that vary, others held to what the plan or the product says, zones to their finish."""
    product = catalog.products[plan.product]
    carried = {f"{PREFIX}{each.zone}": each.finish for each in plan.personalizations}
    space: dict[str, tuple[str, ...]] = {}
    for axis, choices in catalog.rulebooks[plan.product].space.items():
        feature = product.feature(axis)
        if feature is None:
            space[axis] = (carried.get(axis, NONE),)
        elif axis in plan.selections:
            chosen = plan.selections[axis]
            space[axis] = (chosen if isinstance(chosen, str) else feature.custom or feature.default,)
        elif axis in ruled.only:
            space[axis] = tuple(each for each in choices if each in choices_like(ruled.only[axis], choices))
        elif not ruled.vary or axis in ruled.vary:
            space[axis] = tuple(each for each in choices if each != feature.custom)
        else:
            space[axis] = (feature.default,)
    return space


def laws_of(plan: Plan, catalog: Catalog, on: date) -> Sequence[Law]:
    """The laws that hold in the plan's market on its day."""
    rulebook = catalog.rulebooks[plan.product]
    return [rulebook.laws[number] for number in rulebook.active(situation(plan, on))]


def situation(plan: Plan, on: date) -> Situation:
    """One product, in the plan's market, on its day."""
    return Situation(plan.market, 1, plan.on or on)


def assignments(plan: Plan, ruled: Ruled, catalog: Catalog, on: date) -> Assignments:
    """All valid combinations of the plan's space."""
    return Assignments(open_space(plan, ruled, catalog), laws_of(plan, catalog, on))


def varying(space: Space) -> dict[str, tuple[str, ...]]:
    """Axes that have more than one choice."""
    return {axis: choices for axis, choices in space.items() if len(choices) > 1}
