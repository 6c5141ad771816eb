"""The golf cart in chosen colours."""

from dataclasses import dataclass
from functools import cached_property

from benchmarks.scenes import ROOT
from configurator.catalog import Catalog
from configurator.configuration import Configuration
from configurator.recipe import scene_recipe, shots
from configurator.resolve import resolve
from configurator.resolve.resolved import ResolvedConfiguration
from renderer.assemble.assemble import assemble
from renderer.gltf.document import Document
from renderer.recipe import Shot
from renderer.store import Store

PRODUCT, SHOT = "golf_cart", "hero"
LOOKS: dict[str, dict[str, str]] = {
    "School Gold, ivory roof": {"body_color": "paint.school-gold"},
    "Oxford Navy, saddle": {"body_color": "paint.oxford-navy", "seat_color": "vinyl.saddle"},
    "Flag Red": {"body_color": "paint.flag-red", "roof_color": "paint.arctic-white"},
    "Pearl White": {"body_color": "paint.pearl-white", "roof_color": "paint.graphite"},
    "Graphite": {"body_color": "paint.graphite", "roof_color": "paint.midnight-black"},
    "Sage": {"body_color": "paint.sage", "roof_color": "paint.arctic-white"},
}


@dataclass
class Cart:
    """The example product; what it needs is put into `store`."""

    store: Store

    @cached_property
    def catalog(self) -> Catalog:
        """The library."""
        return Catalog.load(ROOT / "models", ROOT / "materials")

    def document(self, selections: dict[str, str]) -> Document:
        """The cart in these colours and its other defaults."""
        resolved = resolve(Configuration(product=PRODUCT, selections=dict(selections)), self.catalog)
        return assemble(scene_recipe(resolved, self.store), self.store)

    def plan(self, resolved: ResolvedConfiguration, name: str) -> Shot:
        """The shot of that name of a resolved configuration, as its product has it."""
        return next(shot for shot in shots(resolved, self.store) if shot.name == name)

    def shot(self, size: tuple[int, int], background: str) -> Shot:
        """Its hero picture in another size."""
        shot = self.plan(resolve(Configuration(product=PRODUCT), self.catalog), SHOT)
        return shot.model_copy(update={"width": size[0], "height": size[1], "background": background})
