"""Bakes that a process holds open for whoever is choosing: another colour costs what it changes, not what is shown."""

import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from renderer.backdrop import Surroundings
from renderer.environment import load_environment
from renderer.gltf.document import Document
from renderer.kept import kept_in
from renderer.recipe import SceneRecipe, Shot, SlotMaterial
from renderer.store import Store
from renderer.studio.bake import bake
from renderer.studio.bake.key import bake_key
from renderer.studio.known_scenes import geometry_of
from renderer.studio.layers.look import Look, look_in
from renderer.studio.layers.open_bake import OpenBake
from renderer.studio.scene import glass_of, kind_of
from renderer.studio.tangents import tangent_uv

HELD = 3
"""Open bakes: each holds a shot's lit slots, some hundred megabytes."""
REMEMBERED = 512
"""Shapes of recipes whose bake is known by name."""

Thing = TypeVar("Thing")
Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Sitter:
    """What is drawn, and for whom: nobody learns from how long it takes what another has had drawn."""

    recipe: SceneRecipe
    shot: Shot
    assembled: Callable[[], Document]
    """Makes the recipe's document, where it has to be looked at."""
    tenant: str = ""


@dataclass(frozen=True)
class Frame:
    """A shot of a geometry: which bake it has, and the slots of the document by the number of their material."""

    bake: str
    slots: tuple[str, ...]


class Easels:
    """The last few bakes that were drawn over, each with what has been lit on it."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, OpenBake] = OrderedDict()
        self._frames: OrderedDict[str, Frame] = OrderedDict()

    def draw(self, sitter: Sitter, store: Store, cache: Path) -> Picture:
        """(H, W, 4) sRGB, straight alpha. Raises `ModelError`, `InputError` and `BlobMissing`."""
        with kept_in(cache):
            frame = self._frame(sitter)
            drawing = self._opened(frame.bake, sitter.assembled, sitter.shot, store, cache)
            return drawing.draw(look_of(sitter, frame.slots), sitter.shot.background)

    def copy(self, document: Document, shot: Shot, store: Store, cache: Path) -> Picture:
        """The same of a document that nobody has a recipe of, or that belongs to nobody."""
        with kept_in(cache):
            key = bake_key(geometry_of(document), shot)
            drawing = self._opened(key, lambda: document, shot, store, cache)
            return drawing.draw(look_in(document), shot.background)

    def is_baked(self, sitter: Sitter, cache: Path) -> bool:
        """Whether `draw` would find the bake, and only shade."""
        with kept_in(cache):
            key = self._frame(sitter).bake
        return key in self._open or (cache / "bakes" / key).exists()

    def _opened(self, key: str, document: Callable[[], Document], shot: Shot, store: Store, cache: Path) -> OpenBake:
        if key not in self._open:
            environment = load_environment(store.get(shot.environment), cache)
            self._open[key] = OpenBake(bake(document(), shot, store, cache), Surroundings.of(shot, environment))
        return last(self._open, key, HELD)

    def _frame(self, sitter: Sitter) -> Frame:
        """The document is looked at only where nothing of the same shape has been drawn before."""
        name = shape_of(sitter.recipe, sitter.shot)
        if name not in self._frames:
            document = sitter.assembled()
            slots = [str(material.get("name", "")) for material in document.json.get("materials", [])]
            self._frames[name] = Frame(bake_key(geometry_of(document), sitter.shot), (*slots, ""))
        return last(self._frames, name, REMEMBERED)


def last(things: OrderedDict[str, Thing], name: str, most: int) -> Thing:
    """The thing of that name, which is now the one used last; those used longest ago go."""
    things.move_to_end(name)
    while len(things) > most:
        things.popitem(last=False)
    return things[name]


def shape_of(recipe: SceneRecipe, shot: Shot) -> str:
    """Names all of a recipe and a shot that a bake depends on, whatever its colours and artworks: see `bake_key`."""
    seen = shot.model_dump(mode="json", exclude={"name", "background", "engine"})
    kinds = {slot: kind(swatch) for slot, swatch in recipe.slots.items()}
    zones = [decal.zone for decal in recipe.decals]
    return json.dumps([recipe.base_model, list(recipe.hidden_nodes), kinds, zones, seen], sort_keys=True)


def kind(swatch: SlotMaterial) -> list[object]:
    """What rays do at a surface in this swatch, and which way its normal maps lie."""
    return [
        kind_of(swatch.material),
        swatch.material.get("doubleSided"),
        glass_of(swatch.material),
        tangent_uv(swatch.material),
    ]


def look_of(sitter: Sitter, slots: tuple[str, ...]) -> Look:
    """The recipe's swatches by the number of their material; a slot that has none is named for its base model."""
    recipe = sitter.recipe
    materials = tuple(
        f"{sitter.tenant} {slot} {named(recipe.slots[slot]) if slot in recipe.slots else recipe.base_model}"
        for slot in slots
    )
    decals = " ".join([sitter.tenant, *(decal.model_dump_json() for decal in recipe.decals)])
    return Look(materials, decals if recipe.decals else "", sitter.assembled, sitter.tenant)


def named(swatch: SlotMaterial) -> str:
    """A swatch by all that it says, but for its name."""
    return swatch.model_dump_json(exclude={"name"})
