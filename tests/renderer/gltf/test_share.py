import numpy as np
from pygltflib import ARRAY_BUFFER  # type: ignore[import-untyped]

from renderer.gltf.share import share_equal
from tests.support.tiny_product import checkered_png, tiny_product


def test_equal_vertex_data_is_stored_once() -> None:
    document = tiny_product()
    twin = document.json["meshes"][0]["primitives"][0]
    attributes = {
        name: document.add_accessor(document.accessor(number), ARRAY_BUFFER)
        for name, number in twin["attributes"].items()
    }
    mesh = document.add_mesh([{**twin, "attributes": attributes}], "twin")
    document.add_node({"mesh": mesh, "name": "twin"})
    shared = share_equal(document)
    assert len(shared.views) < len(document.views)
    assert (
        shared.json["meshes"][-1]["primitives"][0]["attributes"]
        == shared.json["meshes"][0]["primitives"][0]["attributes"]
    )
    assert np.array_equal(shared.accessor(0), document.accessor(0))


def test_equal_images_of_different_name_stay_apart_and_equal_ones_meet() -> None:
    document = tiny_product()
    for name in ("a", "b", "a"):
        view = document.add_view(checkered_png())
        document.items("images").append({"name": name, "mimeType": "image/png", "bufferView": view})
        document.items("textures").append({"source": len(document.json["images"]) - 1})
    for number, material in enumerate(document.json["materials"]):
        material["emissiveTexture"] = {"index": number}
    shared = share_equal(document)
    assert [image["name"] for image in shared.json["images"]] == ["a", "b"]
    assert len({image["bufferView"] for image in shared.json["images"]}) == 1
    assert [material["emissiveTexture"]["index"] for material in shared.json["materials"]] == [0, 1, 0]


def test_sharing_twice_is_sharing_once() -> None:
    once = share_equal(tiny_product())
    assert share_equal(once).to_glb() == once.to_glb()
