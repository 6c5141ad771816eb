"""What a page offers to switch between: a family of the product, if it has one."""

from dataclasses import dataclass, field
from datetime import date

from configurator.catalog import Catalog
from configurator.catalog.product import Family
from configurator.family import find_family, members
from configurator.recipe import scene_recipe
from configurator.resolve import ResolvedConfiguration
from renderer.recipe import SceneRecipe
from renderer.store import Store

NONE = "none"


@dataclass(frozen=True)
class Looks:
    """The members of `family` by name, the configuration itself first; empty without a family."""

    family: Family | None = None
    members: dict[str, ResolvedConfiguration] = field(default_factory=dict)

    def recipes(self, store: Store) -> dict[str, SceneRecipe]:
        """What to assemble; puts what it names into `store`."""
        return {name: scene_recipe(member, store) for name, member in self.members.items()}


def looks_of(resolved: ResolvedConfiguration, code: str | None, catalog: Catalog, on: date) -> Looks:
    """The family `code` of the product, or its first; none for `none`, and where one look alone can be built.

    Raises `InputError` FAMILY_UNKNOWN.
    """
    product = resolved.product
    first = next(iter(product.families), None)
    family = find_family(product, code) if code not in (None, NONE) else first if code is None else None
    found = members(resolved, family, catalog, on) if family else {}
    return Looks(family, found) if len(found) > 1 else Looks()
