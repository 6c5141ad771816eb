"""Does the surface under a zone carry an artwork? What its author got wrong is told before anybody orders it."""

from collections.abc import Sequence
from pathlib import Path

from configurator.base_model import load_base_model
from configurator.file_memory import made_once
from configurator.resolve.findings import Findings
from configurator.resolve.personalization import ResolvedPersonalization
from configurator.violation import Warning
from renderer.assemble.hide_nodes import hide_nodes
from renderer.errors import ZoneError
from renderer.surface.zone import zones
from renderer.surface.zone_patch import zone_patch

SEEN = 1.10
"""A length that is off by more can be seen on letters."""


def check_surface(
    personalizations: Sequence[ResolvedPersonalization], base_model: Path, hidden: tuple[str, ...], findings: Findings
) -> None:
    """Note ZONE_OFF_SURFACE, ZONE_SPANS_CREASE or ZONE_STRETCH where a zone that is used lies on no surface for it.

    ZONE_STRETCH is a warning where artwork is drawn too long or short, and not yet by too much.
    """
    for each in personalizations:
        path: tuple[str | int, ...] = ("personalizations", each.index, "zone")
        match surface_fault(base_model, hidden, each.zone.id):
            case ZoneError() as fault:
                findings.violate(fault.code, path, fault.message)
            case Warning() as warning:
                findings.warn(warning.code, path, warning.message)


@made_once(1024)
def surface_fault(base_model: Path, hidden: tuple[str, ...], zone_id: str) -> ZoneError | Warning | None:
    """What is wrong with the surface under a zone of the model without its `hidden` nodes.

    Some ten milliseconds for each zone and each set of parts that is shown.
    """
    document = hide_nodes(load_base_model(base_model), hidden)
    (zone,) = (each for each in zones(document) if each.id == zone_id)
    try:
        stretch = zone_patch(document, zone).stretch
    except ZoneError as error:
        return error.with_traceback(None)
    return _stretched(zone_id, stretch) if stretch > SEEN else None


def _stretched(zone_id: str, stretch: float) -> Warning:
    message = (
        f"Zone {zone_id!r}: its surface curves so much that towards its edges artwork is up to {stretch:.2f} times too "
        "long or short. Look at the close-up before you order."
    )
    return Warning(code="ZONE_STRETCH", path="", message=message)
