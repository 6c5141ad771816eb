"""Does the surface under a zone carry an artwork? What its author got wrong is told before anybody orders it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from configurator.base_model import load_base_model
from configurator.file_memory import made_once
from configurator.resolve.findings import Findings
from configurator.resolve.personalization import ResolvedPersonalization
from configurator.violation import Warning
from renderer.assemble.hide_nodes import hide_nodes
from renderer.errors import ZoneError
from renderer.surface.decal_mesh import cover, require_cover
from renderer.surface.zone import zones
from renderer.surface.zone_patch import zone_patch

SEEN = 1.10
"""A length that is off by more can be seen on letters."""


def check_surface(
    personalizations: Sequence[ResolvedPersonalization], base_model: Path, hidden: tuple[str, ...], findings: Findings
) -> None:
    """Note ZONE_OFF_SURFACE, ZONE_SPANS_CREASE or ZONE_STRETCH where a zone that is used lies on no surface for it,
    and ZONE_OFF_SURFACE where an artwork reaches into the little that a zone may lack.

    ZONE_STRETCH is a warning where artwork is drawn too long or short, and not yet by too much.
    """
    for each in personalizations:
        path: tuple[str | int, ...] = ("personalizations", each.index, "zone")
        ground = _ground(base_model, hidden, each.zone.id)
        refusal = ground if isinstance(ground, ZoneError) else _off_surface(each, ground)
        if refusal:
            findings.violate(refusal.code, path, refusal.message)
        elif isinstance(warning := surface_fault(base_model, hidden, each.zone.id), Warning):
            findings.warn(warning.code, path, warning.message)


def surface_fault(base_model: Path, hidden: tuple[str, ...], zone_id: str) -> ZoneError | Warning | None:
    """What is wrong with the surface under a zone of the model without its `hidden` nodes."""
    ground = _ground(base_model, hidden, zone_id)
    if isinstance(ground, ZoneError):
        return ground
    return _stretched(zone_id, ground.stretch) if ground.stretch > SEEN else None


@dataclass(frozen=True, eq=False)
class Ground:
    """A zone's surface laid flat, `uv_mm` (m, 3, 2), and how far it is stretched by that."""

    uv_mm: NDArray[np.float64]
    stretch: float


@made_once(1024)
def _ground(base_model: Path, hidden: tuple[str, ...], zone_id: str) -> ZoneError | Ground:
    """Some ten milliseconds for each zone and each set of parts that is shown."""
    document = hide_nodes(load_base_model(base_model), hidden)
    (zone,) = (each for each in zones(document) if each.id == zone_id)
    try:
        patch = zone_patch(document, zone)
    except ZoneError as error:
        return error.with_traceback(None)
    return Ground(patch.uv_mm, patch.stretch)


def _off_surface(each: ResolvedPersonalization, ground: Ground) -> ZoneError | None:
    """What a picture would refuse: 2 % of a zone may lack surface, which may be much of a small artwork."""
    size_mm = np.array([each.width_mm, each.height_mm])
    try:
        require_cover(each.zone.id, cover(ground.uv_mm, np.array(each.center_mm), size_mm), size_mm)
    except ZoneError as error:
        return error.with_traceback(None)
    return None


def _stretched(zone_id: str, stretch: float) -> Warning:
    message = (
        f"Zone {zone_id!r}: its surface curves so much that towards its edges artwork is up to {stretch:.2f} times too "
        "long or short. Look at the close-up before you order."
    )
    return Warning(code="ZONE_STRETCH", path="", message=message)
