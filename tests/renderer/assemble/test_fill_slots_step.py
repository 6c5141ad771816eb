from typing import Any

import pytest

from renderer.assemble.fill_slots import fill_slots
from renderer.errors import BlobMissing, ModelError, RecipeError
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.recipe import SlotMaterial
from renderer.store import MemoryStore
from tests.support.tiny_product import checkered_png, tiny_product


def filled(slot: str, material: Json, document: Document | None = None, store: MemoryStore | None = None) -> Document:
    swatch = SlotMaterial(name="paint.test", material=material)
    return fill_slots(document or tiny_product(), {slot: swatch}, store or MemoryStore())


def material(document: Document, slot: str) -> Json:
    found: Json = next(material for material in document.json["materials"] if material["name"] == slot)
    return found


def test_the_swatch_comes_verbatim_under_the_name_of_the_slot() -> None:
    fragment: Json = {
        "pbrMetallicRoughness": {"baseColorFactor": [0.1, 0.2, 0.3, 1.0], "roughnessFactor": 0.4},
        "extensions": {"KHR_materials_clearcoat": {"clearcoatFactor": 1.0}},
        "unheardOf": [1],
    }
    document = filled("body", fragment)
    assert material(document, "body") == {**fragment, "name": "body", "extras": {"swatch": "paint.test"}}
    assert document.json["extensionsUsed"] == ["KHR_materials_clearcoat", "KHR_materials_transmission"]
    assert material(document, "tyre") == material(tiny_product(), "tyre")


def test_textures_are_taken_from_the_store_wherever_they_stand() -> None:
    store = MemoryStore()
    base, coat = store.put(checkered_png()), store.put(checkered_png(dark=0))
    turned = {"KHR_texture_transform": {"scale": [8.0, 8.0], "rotation": 0.5}}
    document = filled(
        "body",
        {
            "pbrMetallicRoughness": {"baseColorTexture": {"blob": base, "extensions": turned}},
            "normalTexture": {"blob": base, "scale": 0.8},
            "extensions": {"KHR_materials_clearcoat": {"clearcoatNormalTexture": {"blob": coat}}},
        },
        store=store,
    )
    body = material(document, "body")
    base_info = body["pbrMetallicRoughness"]["baseColorTexture"]
    assert base_info == {"index": 0, "extensions": turned}
    assert body["normalTexture"] == {"index": 0, "scale": 0.8}
    coat_info = body["extensions"]["KHR_materials_clearcoat"]["clearcoatNormalTexture"]
    assert document.image_bytes(document.texture_image(coat_info["index"])) == checkered_png(dark=0)
    assert "KHR_texture_transform" in document.json["extensionsUsed"]
    assert document.json["samplers"] == [{"magFilter": 9729, "minFilter": 9987, "wrapS": 10497, "wrapT": 10497}]


def test_what_belongs_to_the_surface_outlives_the_swatch() -> None:
    document = tiny_product()
    occlusion = {"index": document.add_texture(document.add_image(checkered_png(), "image/png"))}
    material(document, "body").update(occlusionTexture=occlusion, doubleSided=True, extras={"part": 7})
    kept = material(filled("body", {"alphaMode": "OPAQUE"}, document), "body")
    assert kept["occlusionTexture"] == occlusion
    assert kept["doubleSided"] is True
    assert kept["extras"] == {"part": 7, "swatch": "paint.test"}
    assert material(filled("body", {"doubleSided": False}, document), "body")["doubleSided"] is False


def test_all_materials_of_a_slot_are_filled() -> None:
    document = tiny_product()
    document.json["materials"][1]["name"] = "body"
    both = filled("body", {"alphaMode": "MASK"}, document).json["materials"]
    assert [entry.get("alphaMode") for entry in both] == ["MASK", "MASK", None]


def test_an_unknown_slot_is_named_with_those_there_are() -> None:
    with pytest.raises(RecipeError, match=r"no slot 'roof'\. Its slots: body, glass, tyre") as refusal:
        filled("roof", {})
    assert refusal.value.code == "SLOT_UNKNOWN"


def test_a_texture_on_a_surface_without_uvs_is_refused() -> None:
    document, store = tiny_product(), MemoryStore()
    del document.json["meshes"][1]["primitives"][0]["attributes"]["TEXCOORD_0"]
    textured: Json = {"normalTexture": {"blob": store.put(checkered_png())}}
    with pytest.raises(RecipeError, match="mesh 'panel' has no TEXCOORD_0"):
        filled("body", textured, document, store)
    filled("tyre", textured, document, store)


@pytest.mark.parametrize(
    "fragment",
    [{"doubleSided": 1}, {"pbrMetallicRoughness": []}, {"pbrMetallicRoughness": {"baseColorFactor": [1, 1, 1]}}],
)
def test_a_fragment_that_is_no_material_is_refused(fragment: dict[str, Any]) -> None:
    with pytest.raises(RecipeError, match=r"Swatch 'paint\.test'"):
        filled("body", fragment)


def test_a_lost_or_wrong_texture_is_refused() -> None:
    store = MemoryStore()
    with pytest.raises(BlobMissing):
        filled("body", {"normalTexture": {"blob": "0" * 64}}, store=store)
    with pytest.raises(ModelError, match="neither PNG nor JPEG"):
        filled("body", {"normalTexture": {"blob": store.put(b"GIF89a")}}, store=store)
