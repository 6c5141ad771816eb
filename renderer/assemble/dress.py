"""The steps that no artwork changes, kept a while: another name on the same cart begins where they end."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from renderer.assemble.fill_slots import fill_slots
from renderer.assemble.hide_nodes import hide_nodes
from renderer.assemble.load_base import load_base
from renderer.assemble.tidy import tidy
from renderer.gltf.document import Document
from renderer.recipe import SceneRecipe
from renderer.room import Room
from renderer.store import Store
from renderer.surface.zone import Zone, zones
from renderer.surface.zone_patch import Patch, zone_patch


class Dressed:
    """A product in its swatches, bare of artwork, and the surface under its zones. Copy `document` before you write."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._patches: dict[str, Patch] = {}

    @cached_property
    def zones(self) -> dict[str, Zone]:
        """By id. Raises `ZoneError` where the model says of one what cannot be used."""
        return {zone.id: zone for zone in zones(self.document)}

    @cached_property
    def world(self) -> NDArray[np.float64]:
        """World transforms of its nodes (n, 4, 4), as `Document.world_matrices`."""
        return self.document.world_matrices()

    def patch(self, zone: str) -> Patch:
        """The surface under a zone, laid flat once; raises `ZoneError` where that does not fit."""
        if zone not in self._patches:
            self._patches[zone] = zone_patch(self.document, self.zones[zone])
        return self._patches[zone]


KEPT = 4
_KEPT: Room[Dressed] = Room(KEPT, size=lambda _: 1)


def dress(recipe: SceneRecipe, store: Store) -> Dressed:
    """All of `recipe` but its decals; raises `ModelError`, `RecipeError` and `BlobMissing` as the steps do."""

    def made() -> Dressed:
        document = load_base(recipe.base_model, store)
        document = hide_nodes(document, recipe.hidden_nodes)
        document = fill_slots(document, recipe.slots, store)
        return Dressed(tidy(document))

    return _KEPT.get(recipe.model_dump_json(include={"base_model", "hidden_nodes", "slots"}), made)
