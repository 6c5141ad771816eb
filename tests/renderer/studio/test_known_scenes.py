"""A new name is no new scene."""

import numpy as np

from renderer.artwork.drawing import svg_document
from renderer.assemble.assemble import assemble
from renderer.export.drop_studio_data import drop_studio_data
from renderer.gltf.document import Document
from renderer.store import MemoryStore
from renderer.studio.known_scenes import scene_of, shape_of
from renderer.studio.scene import decal_nodes, read_decals
from tests.support.tiny_product import tiny_recipe


def named(width_mm: float, *, finish: str = "painted") -> Document:
    store = MemoryStore()
    bar = svg_document(width_mm, 40, f'<path d="M5 5H{width_mm - 5}V35H5Z" fill="#ffffff"/>'.encode())
    decal = {"zone": "panel", "artwork": store.put(bar), "width_mm": width_mm, "height_mm": 40, "finish": finish}
    return assemble(tiny_recipe(store, decals=(decal,)), store)


def test_another_artwork_in_another_finish_is_the_same_scene() -> None:
    short, long = named(60), named(120, finish="foil")
    assert shape_of(short) == shape_of(long)
    assert scene_of(short) is scene_of(long)


def test_a_part_that_moves_is_another_scene() -> None:
    document = named(60)
    before = shape_of(document)
    document.json["nodes"][1]["translation"] = [0.0, 0.01, 0.0]
    assert shape_of(document) != before


def test_a_vertex_that_moves_is_another_scene() -> None:
    document = named(60)
    before = shape_of(document)
    mesh = next(node["mesh"] for node in document.json["nodes"] if "mesh" in node)
    number = document.json["meshes"][mesh]["primitives"][0]["attributes"]["POSITION"]
    view = document.json["accessors"][number]["bufferView"]
    moved = np.frombuffer(bytes(document.views[view]), np.float32) + np.float32(0.001)
    document.views[view] = moved.tobytes()
    assert shape_of(document) != before


def test_artwork_in_a_file_that_has_left_the_house_is_drawn_as_geometry() -> None:
    inside = named(60)
    outside = drop_studio_data(inside)
    assert decal_nodes(inside)
    assert not decal_nodes(outside)
    assert not read_decals(outside)
    assert len(scene_of(outside).material) > len(scene_of(inside).material)
