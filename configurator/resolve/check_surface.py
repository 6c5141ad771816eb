"""Does the surface under a zone carry an artwork? What its author got wrong is told before anybody orders it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from configurator.base_model import shown_model
from configurator.file_memory import made_once
from configurator.resolve.findings import Findings
from configurator.resolve.personalization import ResolvedPersonalization
from configurator.violation import Warning
from renderer.errors import ZoneError
from renderer.surface.decal_mesh import cover, require_cover
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
        size_mm = each.width_mm, each.height_mm
        if refusal := _off_surface(base_model, hidden, each.zone.id, each.center_mm, size_mm):
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
    shown = shown_model(base_model, hidden)
    try:
        patch = zone_patch(shown.document, shown.zones[zone_id], shown.visible)
    except ZoneError as error:
        return error.with_traceback(None)
    return Ground(patch.uv_mm, patch.stretch)


@made_once(1024)
def _off_surface(
    base_model: Path,
    hidden: tuple[str, ...],
    zone_id: str,
    center_mm: tuple[float, float],
    size_mm: tuple[float, float],
) -> ZoneError | None:
    """What a picture would refuse: 2 % of a zone may lack surface, which may be much of a small artwork."""
    ground, size = _ground(base_model, hidden, zone_id), np.array(size_mm)
    if isinstance(ground, ZoneError):
        return ground
    try:
        require_cover(zone_id, cover(ground.uv_mm, np.array(center_mm), size), size)
    except ZoneError as error:
        return error.with_traceback(None)
    return None


def _stretched(zone_id: str, stretch: float) -> Warning:
    message = (
        f"Zone {zone_id!r}: its surface curves so much that towards its edges artwork is up to {stretch:.2f} times too "
        "long or short. Look at the close-up before you order."
    )
    return Warning(code="ZONE_STRETCH", path="", message=message)
