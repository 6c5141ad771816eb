"""Base models, parsed once for every configuration of a product; and those of its parts that one shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from configurator.file_memory import made_once
from renderer.assemble.hide_nodes import hide_nodes
from renderer.gltf.document import Document
from renderer.gltf.placement import PlacedPrimitive
from renderer.surface.zone import Zone, zones


def load_base_model(path: Path) -> Document:
    """The model in `path` as it is now. Shared: never write to it. Raises `ModelError`."""
    return _loaded(path) if path.is_file() else Document.load(path)


@made_once(8)
def _loaded(path: Path) -> Document:
    return Document.load(path)


@dataclass(frozen=True, eq=False)
class ShownModel:
    """A base model without the parts that a configuration hides: its zones, and what can be seen of it."""

    document: Document
    zones: Mapping[str, Zone]
    visible: list[PlacedPrimitive]


@made_once(16)
def shown_model(path: Path, hidden: tuple[str, ...]) -> ShownModel:
    """The model in `path` without its `hidden` nodes. Shared: never write to it.

    Raises `ZoneError` for a zone whose author erred, `RecipeError` for a hidden node that the model does not have.
    """
    document = hide_nodes(load_base_model(path), hidden)
    return ShownModel(document, {zone.id: zone for zone in zones(document)}, document.visible_primitives())
