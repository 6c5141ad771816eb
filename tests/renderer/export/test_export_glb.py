from collections import Counter
from pathlib import Path

import pytest

from renderer.assemble.assemble import assemble
from renderer.errors import ExportRefused, ModelError
from renderer.export.as_gltf import as_gltf
from renderer.export.deliverable import light_document
from renderer.export.export_glb import export_glb
from renderer.export.figures import figures
from renderer.export.khronos import validate_glb
from renderer.export.lighten.lighten import BUDGET
from renderer.facts import ProductFacts
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.store import MemoryStore
from tests.support.npm import skip_without
from tests.support.tiny_product import COPYRIGHT, SIZE_MM, checkered_png, tiny_product, tiny_recipe


@pytest.fixture(autouse=True)
def _with_validator() -> None:
    skip_without("gltf-validator", "gltf_validator.dart.js")


def configured(**pbr: float) -> Document:
    store = MemoryStore()
    checker = {"blob": store.put(checkered_png()), "extensions": {"KHR_texture_transform": {"scale": [10.0, 10.0]}}}
    leather = {"pbrMetallicRoughness": {"baseColorTexture": checker, **pbr}, "normalTexture": checker}
    return assemble(tiny_recipe(store, slots={"body": {"name": "leather", "material": leather}}), store)


def test_what_goes_out_is_valid_without_a_remark() -> None:
    asset = export_glb(configured())
    assert (asset.name, asset.media_type) == ("model.glb", "model/gltf-binary")
    assert validate_glb(asset.data).issues == ()
    assert asset.figures["size_mm"] == list(SIZE_MM)
    assert asset.figures["bytes"] == len(asset.data)


def test_same_document_same_bytes() -> None:
    assert export_glb(configured()).digest == export_glb(configured()).digest
    assert export_glb(configured()).digest != export_glb(configured(roughnessFactor=0.5)).digest


def test_it_says_where_it_comes_from() -> None:
    document = configured()
    asset = export_glb(document, provenance={"recipe": "12ab"})
    written = Document.from_glb(asset.data).json["asset"]
    assert asset.made_from == {"document": document.digest(), "recipe": "12ab"}
    assert written["extras"]["provenance"] == asset.made_from
    assert written["copyright"] == COPYRIGHT


def test_exporting_an_export_changes_only_its_provenance() -> None:
    first = Document.from_glb(export_glb(configured()).data)
    second = Document.from_glb(export_glb(first).data)
    for document in (first, second):
        del document.json["asset"]["extras"]
    assert second.to_glb() == first.to_glb()


def test_slots_and_parts_that_are_drawn_alone_keep_their_names() -> None:
    exported = Document.from_glb(export_glb(configured()).data)
    assert {material["name"] for material in exported.json["materials"]} == {"body", "tyre", "glass"}
    names = {node["name"] for node in exported.json["nodes"]}
    assert names == {"tiny_product", "body", "windshield", "wheel_fl", "wheel_fr", "wheel_rl", "wheel_rr"}


def test_what_is_too_heavy_is_refused() -> None:
    document = tiny_product()
    for number in range(120):
        material = document.add_material({"name": f"m{number}", "emissiveFactor": [number / 200, 0.0, 0.0]})
        mesh = document.add_mesh([{**document.json["meshes"][0]["primitives"][0], "material": material}])
        document.add_node({"mesh": mesh, "name": f"copy_{number}"})
    with pytest.raises(ExportRefused, match="122 draw calls; at most 100 are accepted, 20 advised"):
        export_glb(document)


def test_the_product_is_held_to_its_word() -> None:
    asset = export_glb(configured(), ProductFacts(size_mm=SIZE_MM, placement="floor"))
    assert asset.figures["size_mm"] == list(SIZE_MM)
    with pytest.raises(ExportRefused, match="The model measures 600 × 500 × 1000 mm, the product 700 × 500 × 1000 mm"):
        export_glb(configured(), ProductFacts(size_mm=(700, 500, 1000)))
    with pytest.raises(ExportRefused, match="The back is"):
        export_glb(configured(), ProductFacts(placement="wall"))


def test_a_document_with_a_fault_is_refused_with_the_code() -> None:
    document = tiny_product()
    document.json["materials"][0]["alphaCutoff"] = 0.5
    document.json["materials"][1]["pbrMetallicRoughness"]["roughnessFactor"] = 7.0
    with pytest.raises(ExportRefused, match="Value 7 is out of range") as refusal:
        export_glb(document)
    errors = refusal.value.details["errors"]
    assert isinstance(errors, list)
    found = [(error["check"], error["code"]) for error in errors]
    assert found == [("validator", "MATERIAL_ALPHA_CUTOFF_INVALID_MODE"), ("validator", "VALUE_NOT_IN_RANGE")]


CARRIED = {
    "AttenuationTest": {"KHR_materials_transmission": (16, 10), "KHR_materials_volume": (11, 10)},
    "ClearCoatTest": {"KHR_materials_clearcoat": (6, 6)},
    "EmissiveStrengthTest": {"KHR_materials_emissive_strength": (4, 4)},
    "IridescenceLamp": {
        "KHR_materials_iridescence": (2, 2),
        "KHR_materials_transmission": (1, 1),
        "KHR_materials_volume": (1, 1),
    },
    "MaterialsVariantsShoe": {"KHR_materials_variants": (2, 2)},
    "SheenChair": {"KHR_materials_sheen": (2, 2), "KHR_materials_variants": (3, 3)},
    "SheenCloth": {"KHR_materials_sheen": (1, 1)},
    "SimpleInstancing": {"EXT_mesh_gpu_instancing": (1, 1)},
    "SpecularTest": {"KHR_materials_specular": (23, 21)},
    "ToyCar": {
        "KHR_materials_clearcoat": (1, 1),
        "KHR_materials_sheen": (1, 1),
        "KHR_materials_transmission": (1, 0),
    },
    "TransmissionTest": {"KHR_materials_transmission": (12, 10), "KHR_xmp": (2, 2)},
    "UnlitTest": {"KHR_materials_unlit": (2, 2)},
}
"""Model → extension → how often it is used, before and after. Assembly keeps all (`test_assemble_steps.py`); on the way
out equal materials become one, and thin clear panes blend in place of KHR_materials_transmission. Texture transforms
are counted apart: coordinates in 16 bits bring more of them."""
TRANSFORM = "KHR_texture_transform"


def uses(json: Json) -> Counter[str]:
    """How often each extension is used anywhere in a document."""
    found: Counter[str] = Counter()
    pending: list[object] = [json]
    while pending:
        each = pending.pop()
        if isinstance(each, dict):
            found.update(each.get("extensions", {}).keys())
            pending.extend(each.values())
        elif isinstance(each, list):
            pending.extend(each)
    return found


@pytest.mark.slow
def test_public_models_go_out_whole_and_without_error_or_warning(shared: Path) -> None:
    exported, carried = 0, {}
    for path in sorted((shared / "data/models").glob("*/*/*.gl*")):
        try:
            document = Document.load(path)
        except ModelError:
            continue
        again = as_gltf(light_document(document))
        assert validate_glb(again.to_glb()).of("error", "warning") == [], path
        before, after = figures(document), figures(again)
        assert after["size_mm"] == pytest.approx(before["size_mm"], rel=0.001), path
        heavy = {"bytes": len(document.to_glb()), "triangles": before["triangles"]}
        assert after["triangles"] == before["triangles"] or any(heavy[each] > BUDGET[each] for each in BUDGET), path  # type: ignore[operator]
        assert all(after[name] <= before[name] for name in ("triangles", "draw_calls", "materials")), path  # type: ignore[operator]
        for name in ("animations", "skins", "cameras", "extensions"):
            assert len(again.json.get(name, [])) == len(document.json.get(name, [])), (path, name)
        there, left = uses(document.json), uses(again.json)
        assert left.pop(TRANSFORM, 0) >= there.pop(TRANSFORM, 0), path
        if there:
            carried[path.parents[1].name] = {name: (there[name], left[name]) for name in sorted(there | left)}
        exported += 1
    assert exported >= 25
    assert carried == CARRIED
