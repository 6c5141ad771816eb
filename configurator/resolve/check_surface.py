"""Does the surface under a zone carry an artwork? What its author got wrong is told before anybody orders it."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from configurator.base_model import load_base_model
from configurator.resolve.findings import Findings
from configurator.resolve.personalization import ResolvedPersonalization
from renderer.assemble.hide_nodes import hide_nodes
from renderer.errors import ZoneError
from renderer.surface.zone import zones
from renderer.surface.zone_patch import zone_patch


def check_surface(
    personalizations: Sequence[ResolvedPersonalization], base_model: Path, hidden: tuple[str, ...], findings: Findings
) -> None:
    """Note ZONE_OFF_SURFACE, ZONE_SPANS_CREASE or ZONE_STRETCH where a zone that is used lies on no surface for it."""
    state = base_model.stat()
    for each in personalizations:
        fault = _fault(base_model, state.st_mtime_ns, state.st_size, hidden, each.zone.id)
        if fault:
            code, message = fault
            findings.violate(code, ["personalizations", each.index, "zone"], message)


@lru_cache(maxsize=1024)
def _fault(
    base_model: Path, _changed_ns: int, _size: int, hidden: tuple[str, ...], zone_id: str
) -> tuple[str, str] | None:
    """Code and message; some ten milliseconds for each zone and each set of parts that is shown."""
    document = hide_nodes(load_base_model(base_model), hidden)
    (zone,) = (each for each in zones(document) if each.id == zone_id)
    try:
        zone_patch(document, zone)
    except ZoneError as error:
        return error.code, error.message
    return None
