"""On every zone of the cart, in each of its finishes, the model has the artwork where the recipe says, and as large."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from configurator.catalog import Catalog
from configurator.configuration import Configuration
from configurator.recipe import scene_recipe
from configurator.resolve import resolve
from configurator.resolve.find_zones import find_zones
from renderer.assemble.assemble import assemble
from renderer.proof.compare import Finding
from renderer.proof.prove import Shown, prove
from renderer.proof.read_glb import decal_in_glb
from renderer.recipe import DecalRecipe
from renderer.store import MemoryStore

ROOT = Path(__file__).resolve().parents[2]
INITIALS = {"kind": "text", "text": "AFB", "font": "alfa-slab-one", "color": "#f4ead0"}
TOGETHER = 4
"""Artworks on one cart: its lettering station has places for five."""
TRUE_MM = 0.5


@pytest.fixture(scope="module")
def cart() -> Catalog:
    return Catalog.load(ROOT / "models", ROOT / "materials")


def offered(cart: Catalog) -> Iterator[list[tuple[str, str]]]:
    """Every zone with every finish of it, a few zones at a time."""
    product = cart.products["golf_cart"]
    hidden = resolve(Configuration(product=product.id), cart).hidden_nodes
    zones = find_zones(product, cart.base_model(product), hidden, cart.prices[product.id].markets["US"])
    for turn in range(max(len(zone.finishes) for zone in zones.values())):
        pairs = [(zone.id, zone.finishes[turn]) for zone in zones.values() if turn < len(zone.finishes)]
        yield from (pairs[at : at + TOGETHER] for at in range(0, len(pairs), TOGETHER))


def found_on(cart: Catalog, pairs: list[tuple[str, str]]) -> Iterator[tuple[DecalRecipe, Finding]]:
    works = [{**INITIALS, "zone": zone, "finish": finish} for zone, finish in pairs]
    wanted = Configuration.model_validate({"product": "golf_cart", "personalizations": works})
    store = MemoryStore()
    recipe = scene_recipe(resolve(wanted, cart), store)
    document = assemble(recipe, store)
    for decal in recipe.decals:
        shown = Shown({"model": decal_in_glb(document, decal.zone, decal.layer)})
        (found,) = prove(document, decal, store.get(decal.artwork), shown)
        yield decal, found


@pytest.mark.slow
def test_every_finish_lies_true_on_every_zone(cart: Catalog) -> None:
    seen = [each for pairs in offered(cart) for each in found_on(cart, pairs)]
    assert {decal.finish for decal, _ in seen} == {finish for pairs in offered(cart) for _, finish in pairs}
    assert len({decal.finish for decal, _ in seen}) == 9
    off = [(decal.zone, decal.finish, found) for decal, found in seen if not (found.ok and found.off_mm <= TRUE_MM)]
    assert off == []
