"""A combination as what is to be drawn, kept small: what many share is kept once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from configurator.batch.combinations import Combination
from configurator.catalog import Catalog
from configurator.catalog.swatch import Swatch
from configurator.recipe import scene_recipe, shots
from configurator.resolve import ResolvedConfiguration, resolve
from configurator.slot_material import slot_material
from renderer.digest import digest_value
from renderer.recipe import DecalRecipe, SceneRecipe, Shot, SlotMaterial
from renderer.store import Store
from renderer.studio.scene import glass_of, kind_of


@dataclass(frozen=True)
class Body:
    """What combinations share whose visible geometry is one: a bake of a shot serves them all."""

    key: str
    base_model: str
    hidden_nodes: tuple[str, ...]
    slots: Mapping[str, str]
    """Slot → material of the first combination that came."""
    decals: tuple[DecalRecipe, ...]
    shots: tuple[Shot, ...]
    """All that its product offers of it."""
    combination: Combination
    """The first that came."""


@dataclass(frozen=True)
class Dressed:
    """A combination by what it is drawn from."""

    combination: Combination
    body: str
    slots: Mapping[str, str]
    """Slot → material, by the digest of what can be seen of it."""
    choices: Mapping[str, str]
    """Feature → the choice's name, for people."""
    price: str
    """Of one, as the market writes numbers for machines: `12490.00`."""
    currency: str

    @property
    def number(self) -> str:
        """The combination's number as file names have it."""
        return f"{self.combination.number:05}"


@dataclass(eq=False)
class Wardrobe:
    """Bodies and materials by their digests, each kept once."""

    product: str
    bodies: dict[str, Body] = field(default_factory=dict)
    materials: dict[str, SlotMaterial] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)
    """Swatch with its colour → digest of its material: a swatch is looked at once."""
    _bodies: dict[object, str] = field(default_factory=dict)

    def dress(self, combination: Combination, catalog: Catalog, store: Store, on: date) -> Dressed:
        """What `combination` is drawn from; raises `ConfigurationInvalid` where it cannot be built."""
        resolved = resolve(combination.configuration, catalog, on)
        slots = {slot: self._hang(swatch, resolved, store) for slot, swatch in resolved.slots.items()}
        body = self._body(slots, combination, resolved, store)
        choices = {choice.feature: choice.option_name for choice in resolved.choices}
        price = resolved.price
        return Dressed(combination, body, slots, choices, str(price.total), price.currency)

    def recipe(self, body: str, slots: Mapping[str, str]) -> SceneRecipe:
        """What to assemble for `body` in `slots`."""
        of = self.bodies[body]
        return SceneRecipe(
            product=self.product,
            base_model=of.base_model,
            hidden_nodes=of.hidden_nodes,
            slots={slot: self.materials[key] for slot, key in slots.items()},
            decals=of.decals,
        )

    def _hang(self, swatch: Swatch, resolved: ResolvedConfiguration, store: Store) -> str:
        name = f"{swatch.code} {swatch.color}"
        if name not in self._digests:
            material = slot_material(swatch, resolved, store)
            self._digests[name] = digest_value(material.material)
            self.materials.setdefault(self._digests[name], material)
        return self._digests[name]

    def _body(
        self, slots: Mapping[str, str], combination: Combination, resolved: ResolvedConfiguration, store: Store
    ) -> str:
        """The body's key. A bake depends on what is shown, on which materials rays go through, and how."""
        of = (resolved.hidden_nodes, tuple((slot, *self._kind(key)) for slot, key in slots.items()))
        if of not in self._bodies:
            recipe = scene_recipe(resolved, store)
            decals = [each.model_dump(mode="json") for each in recipe.decals]
            key = digest_value([recipe.base_model, of, decals])
            views = shots(resolved, store, gallery=False)
            self._bodies[of] = key
            self.bodies[key] = Body(
                key, recipe.base_model, recipe.hidden_nodes, slots, recipe.decals, views, combination
            )
        return self._bodies[of]

    def _kind(self, material: str) -> tuple[int, bool, tuple[float, float]]:
        said = self.materials[material].material
        return kind_of(said), bool(said.get("doubleSided")), glass_of(said)
