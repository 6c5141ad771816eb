import numpy as np
import pytest

from renderer.gltf.document import Document
from renderer.gltf.prune import prune
from tests.support.tiny_product import checkered_png, tiny_product


def node(document: Document, name: str) -> int:
    return next(number for number, node in enumerate(document.json["nodes"]) if node["name"] == name)


def without(document: Document, name: str) -> Document:
    """`document` with the node out of its parent's children."""
    children = document.json["nodes"][0]["children"]
    children.remove(node(document, name))
    return document


def test_a_document_in_use_stays_as_it_is() -> None:
    document = tiny_product()
    assert prune(document).to_glb() == document.to_glb()


def test_what_only_a_dropped_part_used_goes_with_it() -> None:
    full = tiny_product()
    pruned = prune(without(tiny_product(), "windshield"))
    assert [material["name"] for material in pruned.json["materials"]] == ["body", "tyre"]
    assert "extensionsUsed" not in pruned.json
    assert len(pruned.json["accessors"]) == len(full.json["accessors"]) - 5
    assert len(pruned.views) == len(pruned.json["bufferViews"]) == len(full.views) - 5


def test_what_stays_is_the_same_under_new_numbers() -> None:
    full, pruned = tiny_product(), prune(without(tiny_product(), "chassis"))
    for name in ("panel", "wheel_fl", "rack_large"):
        for document in (full, pruned):
            document.json["nodes"][node(document, name)]
        meshes = [
            document.json["meshes"][document.json["nodes"][node(document, name)]["mesh"]] for document in (full, pruned)
        ]
        before, after = (mesh["primitives"][0]["attributes"] for mesh in meshes)
        for attribute in before:
            assert np.array_equal(full.accessor(before[attribute]), pruned.accessor(after[attribute]))


def test_the_document_handed_in_is_not_changed() -> None:
    document = without(tiny_product(), "panel")
    before = document.digest()
    prune(document)
    assert document.digest() == before


def test_unused_pictures_go_and_used_ones_stay() -> None:
    document = tiny_product()
    kept, lost = (document.add_texture(document.add_image(checkered_png(dark=d), "image/png")) for d in (10, 90))
    document.json["materials"][0]["pbrMetallicRoughness"]["baseColorTexture"] = {"index": kept}
    document.add_material({"name": "nowhere", "emissiveTexture": {"index": lost}})
    pruned = prune(document)
    assert len(pruned.json["images"]) == len(pruned.json["textures"]) == 1
    assert pruned.image_bytes(0) == checkered_png(dark=10)


def animated() -> Document:
    document = tiny_product()
    times, turns = document.add_accessor(np.array([0.0, 1.0])), document.add_accessor(np.tile([0.0, 0, 0, 1], (2, 1)))
    moved = [node(document, "wheel_fl"), node(document, "rack_large")]
    document.json["animations"] = [
        {
            "channels": [{"sampler": s, "target": {"node": n, "path": "rotation"}} for s, n in enumerate(moved)],
            "samplers": [{"input": times, "output": turns}, {"input": times, "output": turns, "interpolation": "STEP"}],
        }
    ]
    return document


def test_an_animation_loses_the_channels_of_dropped_parts() -> None:
    pruned = prune(without(animated(), "wheel_fl"))
    (animation,) = pruned.json["animations"]
    assert [sampler.get("interpolation") for sampler in animation["samplers"]] == ["STEP"]
    (channel,) = animation["channels"]
    assert channel["sampler"] == 0
    assert pruned.json["nodes"][channel["target"]["node"]]["name"] == "rack_large"


def test_an_animation_of_dropped_parts_only_goes() -> None:
    assert "animations" not in prune(without(without(animated(), "wheel_fl"), "rack_large")).json


@pytest.mark.parametrize(("extension", "kept"), [("VENDOR_graph", True), ("KHR_materials_unlit", False)])
def test_an_extension_that_may_hold_indices_keeps_the_numbering(extension: str, kept: bool) -> None:
    document = without(tiny_product(), "panel")
    document.json["extensionsUsed"].append(extension)
    assert ("zone:panel" in [node["name"] for node in prune(document).json["nodes"]]) == kept


def test_lights_and_variants_are_renumbered() -> None:
    document = tiny_product()
    document.json["extensions"] = {
        "KHR_lights_punctual": {"lights": [{"type": "point"}, {"type": "spot", "name": "lamp", "spot": {}}]},
        "KHR_materials_variants": {"variants": [{"name": "a"}, {"name": "b"}]},
    }
    document.add_node({"name": "lamp", "extensions": {"KHR_lights_punctual": {"light": 1}}})
    other = document.add_material({"name": "other"})
    mapping = {"mappings": [{"material": other, "variants": [0, 1]}]}
    document.json["meshes"][-1]["primitives"][0]["extensions"] = {"KHR_materials_variants": mapping}
    document.use_extensions(["KHR_lights_punctual", "KHR_materials_variants"])
    pruned = prune(without(document, "windshield"))
    assert [light["name"] for light in pruned.json["extensions"]["KHR_lights_punctual"]["lights"]] == ["lamp"]
    assert pruned.json["nodes"][-1]["extensions"]["KHR_lights_punctual"]["light"] == 0
    assert pruned.json["extensions"]["KHR_materials_variants"]["variants"] == [{"name": "a"}, {"name": "b"}]
    (mapped,) = pruned.json["meshes"][-1]["primitives"][0]["extensions"]["KHR_materials_variants"]["mappings"]
    assert pruned.json["materials"][mapped["material"]]["name"] == "other"
