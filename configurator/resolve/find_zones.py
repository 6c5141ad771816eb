"""Which zones the base model offers in this configuration."""

from functools import lru_cache
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from configurator.catalog.prices import MarketPrices
from configurator.catalog.product import Product
from configurator.errors import CatalogInvalid
from configurator.resolve.personalization import ResolvedZone, Vector
from configurator.resolve.slot_under import slot_under
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.placement import scene_roots, walk_nodes

PREFIX = "zone:"


class ZoneExtras(BaseModel):
    """`extras.zone` of a zone's node, as docs/architecture.md has it; what only the renderer reads is left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    width_mm: float = Field(gt=0)
    height_mm: float = Field(gt=0)
    target: tuple[str, ...]
    finishes: tuple[str, ...] = Field(min_length=1)
    safe_mm: float = Field(default=0, ge=0)
    max_colors: int = Field(default=6, ge=1)
    min_text_mm: float = Field(default=0, ge=0)


def find_zones(
    product: Product, base_model: Path, hidden: tuple[str, ...], prices: MarketPrices
) -> dict[str, ResolvedZone]:
    """Zone → where it is, for zones whose part this configuration shows, in the product's order.

    Its finishes are those that the market has a price for.
    """
    state = base_model.stat()
    placed = _placed_zones(base_model, state.st_mtime_ns, state.st_size)
    visible = {zone.id: zone for zone, parts in placed if not parts.intersection(hidden)}
    return {
        words.id: _for_sale(visible[words.id], words.name, prices) for words in product.zones if words.id in visible
    }


def _for_sale(zone: ResolvedZone, name: str, prices: MarketPrices) -> ResolvedZone:
    finishes = tuple(finish for finish in zone.finishes if finish in prices.personalization)
    return zone.model_copy(update={"name": name, "finishes": finishes})


@lru_cache(maxsize=32)
def _placed_zones(base_model: Path, _changed_ns: int, _size: int) -> tuple[tuple[ResolvedZone, frozenset[str]], ...]:
    """Every zone of the model with the names of the nodes it hangs under."""
    document = Document.load(base_model)
    nodes, world = document.json.get("nodes", []), document.world_matrices()
    names: dict[int, frozenset[str]] = {}
    found = []
    for index, parent in walk_nodes(nodes, scene_roots(document.json)):
        name = str(nodes[index].get("name", ""))
        above = names[parent] if parent is not None else frozenset[str]()
        names[index] = above | {name}
        if name.startswith(PREFIX):
            found.append((_zone(document, nodes[index], world[index], base_model), names[index]))
    return tuple(found)


def _zone(document: Document, node: Json, world: np.ndarray, base_model: Path) -> ResolvedZone:
    name = str(node["name"])
    try:
        extras = ZoneExtras.model_validate(node.get("extras", {}).get("zone"))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, ("extras", "zone", *first["loc"])))
        raise CatalogInvalid(base_model, f"{name}.{key}", f"{first['msg']}.") from None
    right, up, normal, center = (_vector(world[:3, column]) for column in range(4))
    return ResolvedZone(
        id=name.removeprefix(PREFIX),
        name=name.removeprefix(PREFIX),
        **extras.model_dump(exclude={"target"}),
        center=center,
        right=right,
        up=up,
        normal=normal,
        slot=slot_under(document, extras.target, np.array(center), np.array(normal)),
    )


def _vector(column: np.ndarray) -> Vector:
    x, y, z = (round(float(value), 9) + 0.0 for value in column)
    return x, y, z
