"""What lies on a product's zones, for a page on which it is moved about."""

from collections.abc import Mapping

from pydantic import BaseModel

from configurator.catalog.swatch import Swatch
from configurator.resolve.fill_slots import fill_slots
from configurator.resolve.order import Order
from configurator.resolve.personalization import ResolvedPersonalization, ResolvedZone
from livery.pages.showroom import places
from renderer.digest import digest_bytes

Pair = tuple[float, float]


class Likeness(BaseModel):
    """A zone as somebody sees it who lays artworks on it."""

    finishes: tuple[str, ...]
    """Ways to personalize it."""
    width_mm: float
    height_mm: float
    safe_mm: float
    ground: str
    """sRGB of the surface under it; empty where no swatch says it."""


class Laid(BaseModel):
    """An artwork as it lies on its zone: millimetres from the zone's middle, to the right and up."""

    index: int
    """Its number in the configuration."""
    center_mm: Pair
    size_mm: Pair
    drawing: str
    """Digest of its SVG."""


def zones_of(order: Order) -> dict[str, Likeness | None]:
    """Every zone of the product; None for one that this configuration does not have."""
    slots = fill_slots(order.product, order.choices, order.catalog)
    return {place.id: _likeness(place.found, slots) if place.found else None for place in places(order)}


def laid_by(order: Order) -> tuple[Laid, ...]:
    """All artworks that can be drawn, whether they go together or not."""
    return tuple(
        Laid(
            index=each.index,
            center_mm=each.center_mm,
            size_mm=(each.width_mm, each.height_mm),
            drawing=_digest(each),
        )
        for each in order.personalizations
    )


def drawings_of(order: Order) -> dict[str, str]:
    """Digest → SVG, of the same."""
    return {_digest(each): each.svg for each in order.personalizations}


def _digest(each: ResolvedPersonalization) -> str:
    return digest_bytes(each.svg.encode())


def _likeness(zone: ResolvedZone, slots: Mapping[str, Swatch]) -> Likeness:
    return Likeness(
        finishes=zone.finishes,
        width_mm=zone.width_mm,
        height_mm=zone.height_mm,
        safe_mm=zone.safe_mm,
        ground=slots[zone.slot].color if zone.slot in slots else "",
    )
