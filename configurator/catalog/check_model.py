"""Does a product's base model have what its product.toml speaks of?"""

from collections.abc import Iterator
from pathlib import Path

from configurator.base_model import load_base_model
from configurator.catalog.product import Product
from configurator.catalog.require import require_name
from renderer.gltf.container import Json
from renderer.surface.zone import PREFIX


def check_model(product: Product, file: Path, base_model: Path) -> None:
    """Raise `CatalogInvalid` about `file` for nodes, slots and zones that the model lacks; `ModelError` for none."""
    document = load_base_model(base_model).json
    nodes, slots = _names(document, "nodes"), _names(document, "materials")
    for key, node in _shown(product):
        require_name(file, key, node, nodes, "node")
    for key, slot in _filled(product):
        require_name(file, key, slot, slots, "slot")
    for zone in product.zones:
        require_name(file, "zones", f"{PREFIX}{zone.id}", nodes, "node")


def _names(document: Json, collection: str) -> set[str]:
    return {str(item["name"]) for item in document.get(collection, []) if "name" in item}


def _shown(product: Product) -> Iterator[tuple[str, str]]:
    for feature in product.features:
        for option in feature.options:
            yield from ((f"{feature.code}.{option.code}.show", node) for node in option.show)


def _filled(product: Product) -> Iterator[tuple[str, str]]:
    yield from (("fill", slot) for slot in product.fill)
    yield from (("slot_names", slot) for slot in product.slot_names)
    for feature in product.features:
        yield from ((f"{feature.code}.slots", slot) for slot in feature.slots)
        for option in feature.options:
            yield from ((f"{feature.code}.{option.code}.fill", slot) for slot in option.fill)
