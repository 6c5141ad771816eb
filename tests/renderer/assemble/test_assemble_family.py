"""A family: one file, several looks, each of them the very look of its own configuration."""

from collections.abc import Mapping

import pytest

from renderer.assemble.assemble import assemble
from renderer.assemble.assemble_family import assemble_family
from renderer.errors import RecipeError
from renderer.export.blend_glass import blend_glass
from renderer.export.export_glb import export_glb
from renderer.export.figures import figures
from renderer.export.needs import VARIANTS, material_in
from renderer.gltf.container import Json, copy_json
from renderer.gltf.document import Document
from renderer.gltf.references import texture_infos
from renderer.recipe import SceneRecipe
from renderer.store import MemoryStore
from tests.support.npm import skip_without
from tests.support.tiny_product import checkered_png, tiny_recipe

STORE = MemoryStore()
COLORS = {"Red": [0.6, 0.02, 0.02, 1.0], "Navy": [0.02, 0.03, 0.2, 1.0]}
MATT: Json = {"pbrMetallicRoughness": {"baseColorFactor": [0.02, 0.02, 0.02, 1.0], "metallicFactor": 0.0}}


def recipe(body: Json, tyre: Json = MATT, **changes: object) -> SceneRecipe:
    slots = {"body": {"name": "paint", "material": body}, "tyre": {"name": "rubber", "material": tyre}}
    return tiny_recipe(STORE, slots=slots, **changes)


def painted(color: list[float]) -> Json:
    return {"pbrMetallicRoughness": {"baseColorFactor": color, "metallicFactor": 0.0}}


def leather() -> Json:
    return {"pbrMetallicRoughness": {"baseColorTexture": {"blob": STORE.put(checkered_png())}}}


def looks() -> dict[str, SceneRecipe]:
    """Two paints, one with wheels of its own colour, and a leather."""
    navy = painted(COLORS["Navy"])
    return {"Red": recipe(painted(COLORS["Red"])), "Navy": recipe(navy, navy), "Leather": recipe(leather())}


def shown(document: Document, variant: int) -> dict[str, Json]:
    """What each slot shows in a variant, pictures by their bytes."""
    found = {}
    for mesh in document.json["meshes"]:
        for primitive in mesh["primitives"]:
            material = copy_json(document.json["materials"][material_in(primitive, variant)])
            for info in texture_infos(material).values():
                info["index"] = document.image_bytes(document.texture_image(info["index"]))
            found[material.pop("name")] = material
    return found


def singles(recipes: Mapping[str, SceneRecipe]) -> list[Document]:
    return [assemble(each, STORE) for each in recipes.values()]


def test_each_variant_is_the_look_of_its_own_configuration() -> None:
    family = assemble_family(looks(), STORE)
    assert [each["name"] for each in family.json["extensions"][VARIANTS]["variants"]] == list(looks())
    for variant, single in enumerate(singles(looks())):
        assert shown(family, variant) == shown(single, 0)


def test_who_knows_no_variants_sees_the_first() -> None:
    family = assemble_family(looks(), STORE)
    del family.json["extensions"]
    for mesh in family.json["meshes"]:
        for primitive in mesh["primitives"]:
            primitive.pop("extensions", None)
    assert shown(family, 0) == shown(singles(looks())[0], 0)


def test_it_goes_through_the_gate_with_every_look_whole() -> None:
    skip_without("gltf-validator", "gltf_validator.dart.js")
    exported = Document.from_glb(export_glb(assemble_family(looks(), STORE)).data)
    for variant, single in enumerate(singles(looks())):
        alone = Document.from_glb(export_glb(single).data)
        wanted = shown(blend_glass(single), 0)
        for name, material in shown(exported, variant).items():
            assert material["pbrMetallicRoughness"].keys() == wanted[name]["pbrMetallicRoughness"].keys()
            factor = material["pbrMetallicRoughness"].get("baseColorFactor")
            assert factor == wanted[name]["pbrMetallicRoughness"].get("baseColorFactor")
        assert figures(exported)["triangles"] == figures(alone)["triangles"]
        assert figures(exported)["variants"] == 3


def test_shapes_are_the_same_or_it_is_no_family() -> None:
    red, navy = recipe(painted(COLORS["Red"])), recipe(painted(COLORS["Navy"]), hidden_nodes=("rack_small",))
    with pytest.raises(RecipeError, match="differ in more than swatches") as refusal:
        assemble_family({"Red": red, "Navy": navy}, STORE)
    assert refusal.value.code == "FAMILY_SHAPES_DIFFER"
    with pytest.raises(RecipeError, match="two configurations"):
        assemble_family({"Red": red}, STORE)
