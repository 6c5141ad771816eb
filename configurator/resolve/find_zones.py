"""Which zones the base model offers in this configuration."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from configurator.base_model import ShownModel, shown_model
from configurator.catalog.prices import MarketPrices
from configurator.catalog.product import Product
from configurator.errors import CatalogInvalid
from configurator.file_memory import made_once
from configurator.resolve.personalization import ResolvedZone, Vector
from renderer.surface.nearby import nearby
from renderer.surface.under_center import under_center
from renderer.surface.zone import Zone


class ZoneLimits(BaseModel):
    """What `extras.zone` of a zone's node says of the artwork; of the surface, `renderer.surface` reads."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    finishes: tuple[str, ...] = Field(min_length=1)
    safe_mm: float = Field(default=0, ge=0)
    max_colors: int = Field(default=6, ge=1)
    min_text_mm: float = Field(default=0, ge=0)


def find_zones(
    product: Product, base_model: Path, hidden: tuple[str, ...], prices: MarketPrices
) -> dict[str, ResolvedZone]:
    """Zone → where it is, for zones whose part this configuration shows, in the product's order.

    Its finishes are those that the market has a price for. Raises `ZoneError` and `CatalogInvalid` for a zone whose
    author erred, `RecipeError` for a hidden node that the model does not have.
    """
    placed = _placed_zones(base_model, hidden)
    return {words.id: _for_sale(placed[words.id], words.name, prices) for words in product.zones if words.id in placed}


def _for_sale(zone: ResolvedZone, name: str, prices: MarketPrices) -> ResolvedZone:
    finishes = tuple(finish for finish in zone.finishes if finish in prices.personalization)
    return zone.model_copy(update={"name": name, "finishes": finishes})


@made_once(128)
def _placed_zones(base_model: Path, hidden: tuple[str, ...]) -> dict[str, ResolvedZone]:
    """Every zone of the model without its `hidden` nodes; never written to."""
    shown = shown_model(base_model, hidden)
    return {name: _resolved(shown, zone, base_model) for name, zone in shown.zones.items()}


def _resolved(shown: ShownModel, zone: Zone, base_model: Path) -> ResolvedZone:
    try:
        limits = ZoneLimits.model_validate(shown.document.items("nodes")[zone.node]["extras"]["zone"])
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, (f"zone:{zone.id}.extras.zone", *first["loc"])))
        raise CatalogInvalid(base_model, key, f"{first['msg']}.") from None
    right, up, normal, center = (_vector(zone.frame[:3, column]) for column in range(4))
    return ResolvedZone(
        id=zone.id,
        name=zone.id,
        width_mm=zone.extras.width_mm,
        height_mm=zone.extras.height_mm,
        **limits.model_dump(),
        center=center,
        right=right,
        up=up,
        normal=normal,
        slot=_slot_under(shown, zone),
    )


def _slot_under(shown: ShownModel, zone: Zone) -> str:
    """The material slot of the triangle under the zone's centre."""
    around = nearby(shown.document, zone, shown.visible)
    triangle, _ = under_center(around, zone)
    material = around.placed[int(around.source[triangle, 0])].primitive.get("material")
    return "" if material is None else str(shown.document.items("materials")[material].get("name", ""))


def _vector(column: NDArray[np.float64]) -> Vector:
    x, y, z = (round(float(value), 9) + 0.0 for value in column)
    return x, y, z
