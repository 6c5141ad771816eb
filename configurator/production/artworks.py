"""Production files of every personalization."""

from collections.abc import Mapping

from configurator.resolve import ResolvedConfiguration
from configurator.resolve.personalization import ResolvedPersonalization
from renderer.artwork.find_color import NamedColor
from renderer.production.job import Order, production_files
from renderer.production.placement import Placement


def artwork_files(resolved: ResolvedConfiguration, rack: Mapping[str, NamedColor]) -> dict[str, dict[str, bytes]]:
    """Files by folder (zone and finish) and name; `rack` are the colours that the workshop has by name."""
    return {folder_of(each): production_files(order(each), rack) for each in resolved.personalizations}


def folder_of(each: ResolvedPersonalization) -> str:
    """The folder of one artwork."""
    return f"{each.zone.id}-{each.finish}"


def order(each: ResolvedPersonalization) -> Order:
    """A personalization as the workshop gets it."""
    placement = Placement(each.zone.name, (each.zone.width_mm, each.zone.height_mm), (each.width_mm, each.height_mm))
    named = {each.color: str(each.wishes["color"])} if "color" in each.wishes else {}
    return Order(each.svg.encode(), each.finish, placement, names=tuple(named.items()))
