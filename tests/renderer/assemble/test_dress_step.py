"""What is kept of a product between two artworks stays as it is, whatever is laid on it."""

import pytest

from renderer.artwork.drawing import svg_document
from renderer.assemble.assemble import assemble
from renderer.assemble.dress import dress
from renderer.errors import BlobMissing
from renderer.recipe import DecalRecipe, SlotMaterial
from renderer.store import MemoryStore
from tests.support.tiny_product import tiny_recipe


def decal(store: MemoryStore, color: str) -> DecalRecipe:
    svg = svg_document(100.0, 40.0, f'<path d="M5 5H95V35H5Z" fill="{color}"/>'.encode())
    return DecalRecipe(zone="panel", artwork=store.put(svg), width_mm=100, height_mm=40)


def test_one_artwork_leaves_no_trace_in_the_next_document() -> None:
    store = MemoryStore()
    bare = tiny_recipe(store)
    red, blue = (tiny_recipe(store, decals=(decal(store, color),)) for color in ("#c01010", "#1010c0"))
    before = dress(bare, store).document.to_glb()
    first, other, again = (assemble(recipe, store).to_glb() for recipe in (red, blue, red))
    assert first == again != other
    assert dress(red, store) is dress(blue, store) is dress(bare, store)
    assert dress(bare, store).document.to_glb() == before == assemble(bare, store).to_glb()


def test_a_document_may_be_changed_by_who_asked_for_it() -> None:
    store = MemoryStore()
    recipe = tiny_recipe(store)
    mine = assemble(recipe, store)
    expected = mine.to_glb()
    mine.items("materials").clear()
    mine.items("nodes")[0]["name"] = "changed"
    assert assemble(recipe, store).to_glb() == expected


def test_another_swatch_is_another_product_and_the_surface_under_a_zone_is_found_once() -> None:
    store = MemoryStore()
    plain = tiny_recipe(store)
    painted = SlotMaterial(name="red", material={"pbrMetallicRoughness": {"baseColorFactor": [1, 0, 0, 1]}})
    other = plain.model_copy(update={"slots": {"body": painted}})
    assert dress(other, store) is not dress(plain, store)
    assert dress(plain, store).patch("panel") is dress(plain, store).patch("panel")


def test_what_cannot_be_dressed_is_not_kept() -> None:
    recipe = tiny_recipe(MemoryStore()).model_copy(update={"base_model": "0" * 64})
    for _ in range(2):
        with pytest.raises(BlobMissing):
            dress(recipe, MemoryStore())
