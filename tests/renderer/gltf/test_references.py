from typing import Any

import pytest

from renderer.errors import ModelError
from renderer.gltf.document import Document
from renderer.gltf.references import check_references, references, texture_infos, texture_uv
from renderer.gltf.schema import extensions_in
from tests.support.tiny_product import tiny_product


def test_every_index_of_the_tiny_product_is_found() -> None:
    found = list(references(tiny_product().json))
    by_collection = {reference.collection: 0 for reference in found}
    for reference in found:
        by_collection[reference.collection] += 1
    parts, meshes, wheels, zone = 5, 6, 4, 1
    assert by_collection == {
        "scenes": 1,
        "nodes": 1 + parts + wheels + zone,
        "meshes": parts + wheels,
        "accessors": 5 * meshes,
        "materials": meshes,
        "bufferViews": 5 * meshes,
        "buffers": 5 * meshes,
    }


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("nodes/1/mesh", 99, "/nodes/1/mesh is 99, but there are 6 meshes"),
        ("nodes/1/mesh", -1, "/nodes/1/mesh has to be a whole number"),
        ("nodes/1/mesh", True, "whole number"),
        ("nodes/1/mesh", 1.0, "whole number"),
        ("nodes/1/translation", [0, 0], "array of 3 numbers"),
        ("nodes/1/translation", [0, 0, "0"], "/nodes/1/translation/2 has to be a finite number"),
        ("nodes/1/name", 7, "a string"),
        ("nodes", {}, "/nodes has to be an array"),
        ("meshes/0/primitives/0/attributes", [], "an object"),
        ("materials/0/doubleSided", 1, "true or false"),
        ("materials/0/extensions", [], "an object"),
        ("accessors/0/count", 10**400, "whole number"),
        ("materials/2/extensions/KHR_materials_transmission/transmissionFactor", "1", "a finite number"),
    ],
)
def test_a_wrong_value_is_named_by_its_place(path: str, value: object, said: str) -> None:
    json = tiny_product().json
    *steps, last = path.split("/")
    holder: Any = json
    for step in steps:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    holder[last] = value
    with pytest.raises(ModelError, match=said):
        check_references(json)


def test_textures_of_extensions_are_found_with_their_uv_set() -> None:
    coat = {"index": 0, "texCoord": 1, "extensions": {"KHR_texture_transform": {"texCoord": 2}}}
    material = {"normalTexture": {"index": 0}, "extensions": {"KHR_materials_clearcoat": {"clearcoatTexture": coat}}}
    infos = texture_infos(material)
    assert {pointer: texture_uv(info) for pointer, info in infos.items()} == {
        "/normalTexture": 0,
        "/extensions/KHR_materials_clearcoat/clearcoatTexture": 2,
    }


def test_extras_do_not_count_as_extensions() -> None:
    assert extensions_in({"extras": {"extensions": {"A": {}}}, "b": [{"extensions": {"C": {}}}]}) == {"C"}


def test_a_material_declares_what_it_uses() -> None:
    document = Document()
    document.add_material({"extensions": {"KHR_materials_sheen": {}}})
    document.add_material({"extensions": {"KHR_materials_clearcoat": {}}})
    assert document.json["extensionsUsed"] == ["KHR_materials_clearcoat", "KHR_materials_sheen"]
