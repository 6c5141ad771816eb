"""Resolved configuration → everything: pictures, AR files and the spec sheet, each a job of its own.

Whoever builds does not wait idly for others: it takes what they have not. So one worker can build alone, many share
the work, and one that dies leaves behind what is done.
"""

from collections.abc import Callable
from typing import Any

from configurator.resolve import ResolvedConfiguration
from renderer.asset import Asset
from renderer.digest import canonical_json
from workers.carriers import HelpingCarrier
from workers.home import Home
from workers.settings import settings
from workers.trip import Progress, Trip

Perform = Callable[[str, Home], object]
Say = Callable[[dict[str, Any]], object]


def build(inputs: dict[str, Any], home: Home, perform: Perform, say: Say) -> Asset:
    """`inputs`: `resolved`, the blob of a `ResolvedConfiguration`; `also`, of `ON_REQUEST`, and `proven`, whether it is
    to be proven, may be left out.

    The asset lists what was made, by name.
    """
    resolved = ResolvedConfiguration.model_validate_json(home.store.get(inputs["resolved"]))
    helping = HelpingCarrier(lambda key: perform(key, home))
    trip = Trip(home, helping, Telling(say), anew=False)
    placed = resolved.within(settings().models, settings().materials)
    delivery = trip.take(placed, inputs.get("also", ()), proven=bool(inputs.get("proven")))
    assets = [asset.model_dump(mode="json") for asset in delivery.assets]
    return Asset(
        "delivery.json", "application/json", canonical_json({"assets": assets}), {"resolved": inputs["resolved"]}
    )


class Telling:
    """Passes progress on where it has changed."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._said: Progress | None = None

    def __call__(self, progress: Progress) -> None:
        """Say how many jobs there are, how many are done, and which are under way."""
        if progress != self._said:
            self._said = progress
            self._say({"total": progress.total, "done": progress.done, "running": list(progress.running)})
