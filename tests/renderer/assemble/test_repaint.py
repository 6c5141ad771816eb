"""A painted model is the one that would have been assembled; what is more than paint is left to assembly."""

import pytest

from renderer.assemble.assemble import assemble
from renderer.assemble.repaint import repaint
from renderer.errors import RecipeError
from renderer.gltf.container import Json
from renderer.recipe import DecalRecipe, SceneRecipe, SlotMaterial
from renderer.store import MemoryStore
from tests.support.tiny_product import checkered_png, tiny_recipe

RED: Json = {"pbrMetallicRoughness": {"baseColorFactor": [0.8, 0.0, 0.0, 1.0]}, "extras": {"code": "red"}}
GREEN: Json = {"pbrMetallicRoughness": {"baseColorFactor": [0.0, 0.6, 0.0, 1.0]}, "extras": {"code": "green"}}
COATED: Json = {**RED, "extensions": {"KHR_materials_clearcoat": {"clearcoatFactor": 1.0}}}


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def in_body(store: MemoryStore, material: Json, name: str = "paint.test") -> SceneRecipe:
    recipe = tiny_recipe(store)
    return recipe.model_copy(update={"slots": {**recipe.slots, "body": SlotMaterial(name=name, material=material)}})


def textured(store: MemoryStore, color: float, dark: int = 80) -> Json:
    texture = {"blob": store.put(checkered_png(dark=dark)), "extensions": {"KHR_texture_transform": {"scale": [4, 4]}}}
    return {"pbrMetallicRoughness": {"baseColorFactor": [color, color, color, 1.0], "baseColorTexture": texture}}


def test_another_colour_is_what_assembly_makes_of_it(store: MemoryStore) -> None:
    red, green = in_body(store, RED), in_body(store, GREEN, "paint.green")
    painted = repaint(assemble(red, store), red, green)
    assert painted is not None
    assert painted.to_glb() == assemble(green, store).to_glb() != assemble(red, store).to_glb()


def test_textures_keep_their_places(store: MemoryStore) -> None:
    dim, bright = in_body(store, textured(store, 0.2)), in_body(store, textured(store, 0.9))
    painted = repaint(assemble(dim, store), dim, bright)
    assert painted is not None
    assert painted.to_glb() == assemble(bright, store).to_glb()


def test_there_and_back_is_where_it_was(store: MemoryStore) -> None:
    red, green = in_body(store, RED), in_body(store, GREEN)
    first = assemble(red, store)
    there = repaint(first, red, green)
    assert there is not None
    back = repaint(there, green, red)
    assert back is not None
    assert back.to_glb() == first.to_glb()


def test_what_is_more_than_paint_is_assembled(store: MemoryStore) -> None:
    red = in_body(store, RED)
    document = assemble(red, store)
    decal = DecalRecipe(zone="panel", artwork=store.put(b"<svg/>"), width_mm=10, height_mm=10)
    for other in (
        in_body(store, COATED),
        in_body(store, {**RED, "doubleSided": True}),
        in_body(store, {**RED, "extras": {}}),
        in_body(store, textured(store, 0.5)),
        red.model_copy(update={"hidden_nodes": ("rack",)}),
        red.model_copy(update={"decals": (decal,)}),
        red.model_copy(update={"slots": {}}),
    ):
        assert repaint(document, red, other) is None
    light = in_body(store, textured(store, 0.5))
    assert repaint(assemble(light, store), light, in_body(store, textured(store, 0.5, dark=0))) is None


def test_a_swatch_that_is_no_material_is_refused(store: MemoryStore) -> None:
    red = in_body(store, RED)
    wrong = in_body(store, {**RED, "pbrMetallicRoughness": {"baseColorFactor": "red"}})
    with pytest.raises(RecipeError, match="paint"):
        repaint(assemble(red, store), red, wrong)
