"""Production files of every personalization."""

from collections.abc import Mapping, Sequence, Set

from configurator.base_model import ShownModel, shown_model
from configurator.resolve import ResolvedConfiguration
from configurator.resolve.name_files import base_model_name
from configurator.resolve.personalization import ResolvedPersonalization
from renderer.artwork.find_color import NamedColor
from renderer.production.job import Order, production_files
from renderer.production.placement import Placement
from renderer.surface.zone_patch import Patch, zone_patch


def artwork_files(resolved: ResolvedConfiguration, rack: Mapping[str, NamedColor]) -> dict[str, dict[str, bytes]]:
    """Files by folder (zone and finish) and name; `rack` are the colours that the workshop has by name."""
    return {folder: production_files(order, rack) for folder, order in orders(resolved).items()}


def orders(resolved: ResolvedConfiguration) -> dict[str, Order]:
    """Each personalization as the workshop gets it, by folder."""
    if not resolved.personalizations:
        return {}
    shown = shown_model(resolved.path(base_model_name(resolved.product)), resolved.hidden_nodes)
    patches = _surfaces(shown, {each.zone.id for each in resolved.personalizations})
    return {folder_of(each): _order(each, resolved, patches[each.zone.id]) for each in resolved.personalizations}


def folder_of(each: ResolvedPersonalization) -> str:
    """The folder of one artwork; no name holds a customer's words."""
    number = f"-{each.layer + 1}" if each.layer else ""
    return f"{each.zone.id}-{each.finish}{number}"


def _surfaces(shown: ShownModel, wanted: Set[str]) -> Mapping[str, Patch]:
    """Zone → the surface under it."""
    return {
        name: zone_patch(shown.document, zone, shown.visible) for name, zone in shown.zones.items() if name in wanted
    }


def _order(each: ResolvedPersonalization, resolved: ResolvedConfiguration, patch: Patch) -> Order:
    ground = resolved.slots.get(each.zone.slot)
    return Order(
        each.svg.encode(),
        each.finish,
        _placement(each, resolved.personalizations),
        names=tuple(each.ink_names.items()),
        patch=patch,
        ground=ground.color if ground else "",
    )


def _placement(each: ResolvedPersonalization, all_of_them: Sequence[ResolvedPersonalization]) -> Placement:
    beside = [one for one in all_of_them if one.zone.id == each.zone.id and one.layer != each.layer]
    return Placement(
        each.zone.name,
        (each.zone.width_mm, each.zone.height_mm),
        (each.width_mm, each.height_mm),
        each.center_mm,
        tuple(((one.width_mm, one.height_mm), one.center_mm) for one in beside),
        each.layer,
    )
