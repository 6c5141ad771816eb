"""Is every slot filled by something, and do references from slot to slot end?"""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from configurator.catalog.product import Fill, Product
from configurator.catalog.require import require_name
from configurator.errors import CatalogInvalid

if TYPE_CHECKING:
    from configurator.catalog.catalog import Catalog


def check_fills(catalog: Catalog, product: Product, file: Path) -> None:
    """Raise `CatalogInvalid` for a swatch or slot that does not exist, and for slots filled like one another."""
    slots = _filled_slots(product)
    for key, fill in fills(product):
        for slot, filler in fill.items():
            if filler.startswith("@"):
                require_name(file, f"{key}.{slot}", filler[1:], slots, "slot")
            else:
                require_name(file, f"{key}.{slot}", filler, catalog.swatches, "swatch")
    try:
        TopologicalSorter(_references(product)).prepare()
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise CatalogInvalid(file, "fill", f"goes in a circle: {circle}.", "@slot that ends at a swatch.") from None


def fills(product: Product) -> Iterator[tuple[str, Fill]]:
    """Every fill table of the product with its key."""
    yield "fill", product.fill
    for feature in product.features:
        for option in feature.options:
            yield f"{feature.code}.{option.code}.fill", option.fill


def _filled_slots(product: Product) -> tuple[str, ...]:
    chosen = chain.from_iterable(feature.slots for feature in product.features)
    return tuple(dict.fromkeys(chain(chosen, *(fill for _, fill in fills(product)))))


def _references(product: Product) -> dict[str, set[str]]:
    """Slot → slots it may be filled like."""
    graph: dict[str, set[str]] = {}
    for _, fill in fills(product):
        for slot, filler in fill.items():
            if filler.startswith("@"):
                graph.setdefault(slot, set()).add(filler[1:])
    return graph
