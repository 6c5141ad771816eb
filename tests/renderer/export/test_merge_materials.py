from renderer.export.merge_materials import merge_materials
from renderer.gltf.prune import prune
from tests.support.tiny_product import tiny_product


def test_slots_that_look_alike_share_a_material_that_names_them() -> None:
    document = tiny_product()
    black = {"pbrMetallicRoughness": {"baseColorFactor": [0.0, 0.0, 0.0, 1.0]}}
    document.json["materials"][0] = {**black, "name": "body", "extras": {"swatch": "black"}}
    document.json["materials"][1] = {**black, "name": "tyre"}
    merged = prune(merge_materials(document))
    assert [material["name"] for material in merged.json["materials"]] == ["body", "glass"]
    assert merged.json["materials"][0]["extras"] == {"swatch": "black", "slots": ["body", "tyre"]}


def test_slots_that_differ_stay_apart() -> None:
    assert merge_materials(tiny_product()).to_glb() == tiny_product().to_glb()
