"""The configurations that one family file shows: this one, and the same in each of a few curated options."""

from collections.abc import Iterator
from datetime import date

from configurator.catalog import Catalog
from configurator.catalog.product import Family, Product
from configurator.errors import ConfigurationInvalid
from configurator.resolve import ResolvedConfiguration, resolve
from configurator.resolve.choice import Choice
from renderer.closest import closest
from renderer.errors import InputError


def find_family(product: Product, code: str) -> Family:
    """The family with this code; raises `InputError` FAMILY_UNKNOWN with those that there are."""
    family = product.family(code)
    if family is None:
        near = ", ".join(closest(code, [each.code for each in product.families], 4)) or "none"
        raise InputError(f"{product.name} has no family {code[:60]!r}. There is: {near}.", code="FAMILY_UNKNOWN")
    return family


def members(
    resolved: ResolvedConfiguration, family: Family, catalog: Catalog, on: date | None = None
) -> dict[str, ResolvedConfiguration]:
    """`resolved` first, then the same with each other option of `family` that can be built, by the option's name.

    Names go into the file: a colour of the customer's own has its number for one, not what they called it.
    """
    own = choice_of(resolved, family)
    found = {f"Custom {own.custom.color}" if own.custom else own.option_name: resolved}
    for option in family.options:
        for other in _with(resolved, family, option, catalog, on) if option != own.option else ():
            found[choice_of(other, family).option_name] = other
    return found


def choice_of(resolved: ResolvedConfiguration, family: Family) -> Choice:
    """What is chosen for the feature that `family` varies."""
    return next(choice for choice in resolved.choices if choice.feature == family.feature)


def _with(
    resolved: ResolvedConfiguration, family: Family, option: str, catalog: Catalog, on: date | None
) -> Iterator[ResolvedConfiguration]:
    """The configuration with `option`, unless it cannot be built: what nobody can have, nobody is shown."""
    asked = resolved.configuration
    chosen = asked.model_copy(update={"selections": {**asked.selections, family.feature: option}})
    try:
        yield resolve(chosen.beside(asked.folder), catalog, on)
    except ConfigurationInvalid:
        return
