"""What was chosen, kept with what came of it, so that anybody can make it again."""

from collections.abc import Iterator
from datetime import date

from configurator.configuration import LogoPersonalization
from configurator.resolve import ResolvedConfiguration
from configurator.resolve.read_beside import read_beside
from renderer.asset import Asset
from renderer.digest import canonical_json

FOLDER = "configuration"
CONFIGURATION = f"{FOLDER}/configuration.json"


def inputs(resolved: ResolvedConfiguration, on: date) -> Iterator[Asset]:
    """The configuration with its price list and day fixed, and the files that it names, under their own names."""
    chosen = resolved.configuration
    fixed = {"price_list": resolved.price.price_list, "ordered_on": chosen.ordered_on or on}
    plain = chosen.model_copy(update=fixed).model_dump(mode="json")
    yield Asset(CONFIGURATION, "application/json", canonical_json(plain))
    named = {each.file for each in chosen.personalizations if isinstance(each, LogoPersonalization)}
    for name in sorted(named):
        yield Asset(f"{FOLDER}/{name}", "application/octet-stream", read_beside(chosen.folder, name))
