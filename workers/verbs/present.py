"""Resolved configuration → what its AR page shows, each a job of its own; it works as `build` does."""

from typing import Any

from configurator.resolve import ResolvedConfiguration
from renderer.asset import Asset
from renderer.digest import canonical_json
from renderer.recipe import SceneRecipe
from workers.carriers import HelpingCarrier
from workers.home import Home
from workers.settings import settings
from workers.trip import Trip
from workers.verbs.build import Perform, Say, Telling


def present(inputs: dict[str, Any], home: Home, perform: Perform, say: Say) -> Asset:
    """`inputs`: `resolved`, the blob of a `ResolvedConfiguration`; `looks`, a list of names, each with a recipe.

    The asset lists what was made, by name.
    """
    resolved = ResolvedConfiguration.model_validate_json(home.store.get(inputs["resolved"]))
    looks = {name: SceneRecipe.model_validate(recipe) for name, recipe in inputs["looks"]}
    trip = Trip(home, HelpingCarrier(lambda key: perform(key, home)), Telling(say), anew=False)
    delivery = trip.present(resolved.within(settings().models, settings().materials), looks)
    assets = [asset.model_dump(mode="json") for asset in delivery.assets]
    return Asset(
        "delivery.json", "application/json", canonical_json({"assets": assets}), {"resolved": inputs["resolved"]}
    )
