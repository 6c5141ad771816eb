"""Assembly as a whole: what is kept, what is replaced, that it is repeatable."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from renderer.assemble.assemble import assemble
from renderer.errors import BlobMissing, ModelError
from renderer.export.export_glb import export_glb
from renderer.gltf.document import Document
from renderer.recipe import SceneRecipe
from renderer.store import MemoryStore
from tests.support.tiny_product import COPYRIGHT, checkered_png, tiny_recipe

PLAIN = {"pbrMetallicRoughness": {"baseColorFactor": [0.5, 0.1, 0.1, 1.0]}}


def test_same_recipe_same_bytes() -> None:
    store = MemoryStore()
    slots = {"body": {"name": "b", "material": PLAIN}, "tyre": {"name": "a", "material": PLAIN}}
    one = assemble(tiny_recipe(store, slots=slots), store)
    other = assemble(tiny_recipe(store, slots=dict(reversed(slots.items()))), store)
    assert one.to_glb() == other.to_glb()


def test_the_base_model_is_not_worn_by_use() -> None:
    store = MemoryStore()
    recipe = tiny_recipe(store)
    before = store.get(recipe.base_model)
    assemble(recipe, store)
    assert store.get(recipe.base_model) == before


def test_names_copyright_and_zones_are_kept() -> None:
    store = MemoryStore()
    document = assemble(tiny_recipe(store), store)
    names = [node["name"] for node in document.json["nodes"]]
    assert document.json["asset"]["copyright"] == COPYRIGHT
    assert "rack_large" not in names
    assert {"rack_small", "panel", "zone:panel"} <= set(names)
    zone = document.json["nodes"][names.index("zone:panel")]
    assert zone["extras"]["zone"]["width_mm"] == 300


def test_another_body_colour_leaves_the_geometry_alone() -> None:
    store = MemoryStore()
    plain = assemble(tiny_recipe(store), store)
    red = assemble(tiny_recipe(store, slots={"body": {"name": "paint.red", "material": PLAIN}}), store)
    assert plain.json["meshes"] == red.json["meshes"]
    assert all(bytes(a) == bytes(b) for a, b in zip(plain.views, red.views, strict=True))
    changed = [a["name"] for a, b in zip(plain.json["materials"], red.json["materials"], strict=True) if a != b]
    assert changed == ["body"]


def test_a_base_model_that_is_lost_or_broken_is_named() -> None:
    store = MemoryStore()
    with pytest.raises(BlobMissing):
        assemble(SceneRecipe(product="x", base_model="0" * 64), store)
    with pytest.raises(ModelError, match="not a GLB"):
        assemble(SceneRecipe(product="x", base_model=store.put(b"no model")), store)


def inventory(document: Document) -> dict[str, Any]:
    """What a document has, in figures that have to survive an assembly that asks for no change."""
    attributes: dict[str, int] = {}
    for mesh in document.json.get("meshes", []):
        for primitive in mesh["primitives"]:
            for name in primitive["attributes"]:
                attributes[name] = attributes.get(name, 0) + 1
    return {
        **{name: len(items) for name, items in document.json.items() if isinstance(items, list) and name != "buffers"},
        "attributes": attributes,
        "names": sorted(
            item["name"]
            for items in document.json.values()
            if isinstance(items, list)
            for item in items
            if "name" in item
        ),
        "used": document.json.get("extensionsUsed", []),
        "root": document.json.get("extensions", {}),
        "asset": document.json["asset"],
        "extras": json.dumps(document.json).count('"extras"'),
        "bytes": sum(map(len, document.views)),
    }


EXPECTED = {
    "MaterialsVariantsShoe": {"TANGENT": 0, "TEXCOORD_1": 0, "KHR_materials_variants": 1},
    "MultiUVTest": {"TANGENT": 1, "TEXCOORD_1": 1},
    "SheenChair": {"KHR_materials_sheen": 1, "KHR_materials_variants": 1, "KHR_texture_transform": 1},
    "ToyCar": {"KHR_materials_clearcoat": 1, "KHR_materials_sheen": 1, "KHR_materials_transmission": 1},
    "WaterBottle": {"TANGENT": 1},
    "AnimatedMorphCube": {"animations": 1},
    "Fox": {"animations": 3, "skins": 1},
    "SimpleInstancing": {"EXT_mesh_gpu_instancing": 1},
    "Cameras": {"cameras": 2},
    "TextureSettingsTest": {"samplers": 5},
}
"""What some of the models are there for; 1 for an extension means that it is used."""


def figure(found: dict[str, Any], name: str) -> int:
    return int(found["attributes"].get(name, 0) or found.get(name, 0) or name in found["used"])


def test_an_empty_recipe_loses_nothing_of_the_public_models(shared: Path) -> None:
    met = set()
    for path in sorted((shared / "data/models").glob("*/*/*.gl*")):
        try:
            base = Document.load(path)
        except ModelError:
            continue
        store = MemoryStore()
        assembled = assemble(SceneRecipe(product="x", base_model=store.put(base.to_glb())), store)
        before, after = inventory(base), inventory(assembled)
        assert after == before, path
        for number in range(len(base.json.get("accessors", []))):
            assert np.array_equal(base.accessor(number), assembled.accessor(number)), path
        model = path.parents[1].name
        met.add(model)
        for name, count in EXPECTED.get(model, {}).items():
            assert figure(after, name) == count, (model, name)
    assert EXPECTED.keys() <= met


ARTWORK = b"""<svg xmlns="http://www.w3.org/2000/svg" width="200mm" height="80mm" viewBox="0 0 200 80">
<path fill="#ffffff" d="M20 20h160v40h-160z"/></svg>"""


def test_a_decal_lies_on_its_zone_and_goes_out_valid() -> None:
    store = MemoryStore()
    decal = {"zone": "panel", "artwork": store.put(ARTWORK), "width_mm": 200, "height_mm": 80}
    document = assemble(tiny_recipe(store, decals=(decal,)), store)
    names = [document.json["nodes"][placed.node]["name"] for placed in document.visible_primitives()]
    (name,) = (
        set(names) - {"chassis", "panel", "windshield", "rack_small"} - {n for n in names if n.startswith("wheel")}
    )
    assert name.startswith("decal:panel")
    assert Document.from_glb(export_glb(document).data).json["asset"]["copyright"] == COPYRIGHT


def test_a_textured_swatch_on_one_slot_adds_its_pictures_once() -> None:
    store = MemoryStore()
    grain = {"blob": store.put(checkered_png())}
    material = {"pbrMetallicRoughness": {"baseColorTexture": grain, "metallicRoughnessTexture": grain}}
    slots = {slot: {"name": "leather", "material": material} for slot in ("body", "tyre")}
    document = assemble(tiny_recipe(store, slots=slots), store)
    assert [len(document.json[name]) for name in ("images", "textures", "samplers")] == [1, 1, 1]
