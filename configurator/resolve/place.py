"""Where in its zone an artwork goes, and how large it may be there."""

from dataclasses import dataclass

from configurator.place_choice import PlaceChoice
from configurator.resolve.findings import Findings
from configurator.resolve.personalization import ResolvedZone

Pair = tuple[float, float]

SEEN_MM = 0.01
"""Nobody sees less, and rounding makes more of it than a customer."""


@dataclass(frozen=True)
class Place:
    """A rectangle of a zone, millimetres from its middle, +x right, +y up."""

    center_mm: Pair
    box_mm: Pair

    def overlap(self, other: "Place") -> Pair | None:
        """Width and height of what both cover; None where they keep clear of each other."""
        pairs = zip(self.center_mm, other.center_mm, self.box_mm, other.box_mm, strict=True)
        width, height = (min(one, two, (one + two) / 2 - abs(a - b)) for a, b, one, two in pairs)
        return (width, height) if width > SEEN_MM and height > SEEN_MM else None


def find_place(wanted: PlaceChoice, index: int, zone: ResolvedZone, findings: Findings) -> Place:
    """The place that is `wanted`, else the middle of the zone, all within its safe margin.

    A place that reaches past the margin is noted ZONE_MARGIN, and the whole zone stands in for it.
    """
    center = wanted.at_mm or (0.0, 0.0)
    safe = zone.safe_box_mm
    room = (safe[0] - 2 * abs(center[0]), safe[1] - 2 * abs(center[1]))
    box = wanted.within_mm or room
    if min(room) > SEEN_MM and all(side <= most + SEEN_MM for side, most in zip(box, room, strict=True)):
        return Place(center, box)
    field = "within_mm" if wanted.within_mm and min(room) > 0 else "at_mm"
    findings.violate("ZONE_MARGIN", ["personalizations", index, field], _message(center, safe, room, zone))
    return Place((0.0, 0.0), safe)


def _message(center: Pair, safe: Pair, room: Pair, zone: ResolvedZone) -> str:
    inside = f"{zone.name} keeps {zone.safe_mm:g} mm clear along its edges"
    if min(room) > 0:
        return f"{inside}: around [{center[0]:g}, {center[1]:g}] there is room for {room[0]:g} × {room[1]:g} mm."
    most = f"{safe[0] / 2:g} mm to either side and {safe[1] / 2:g} mm up and down"
    return f"{inside}: the middle of an artwork lies less than {most} from the zone's."
