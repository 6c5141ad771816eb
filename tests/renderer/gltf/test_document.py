import os
import subprocess
import sys
from pathlib import Path

import pygltflib  # type: ignore[import-untyped]
import pytest

from renderer.errors import ModelError
from renderer.gltf.document import Document
from tests.support.tiny_product import COPYRIGHT, checkered_png, tiny_glb, tiny_product

ROOT = Path(__file__).resolve().parents[3]


def test_reading_and_writing_changes_nothing() -> None:
    document = tiny_product()
    again = Document.from_glb(document.to_glb())
    assert again.to_glb() == document.to_glb()
    assert again.digest() == document.digest()
    assert again.json["asset"]["copyright"] == COPYRIGHT


def test_another_process_writes_the_same_bytes() -> None:
    code = "from tests.support.tiny_product import tiny_product; print(tiny_product().digest())"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    ]
    assert runs == [tiny_product().digest()] * 2


KEPT = {
    "extras": {"of": "the document"},
    "unheardOf": {"key": [1, {"deep": None}]},
    "extensions": {"VENDOR_root": {}},
    "extensionsUsed": ["VENDOR_root"],
}


def test_keys_that_nobody_knows_survive() -> None:
    document = tiny_product()
    document.json |= KEPT
    document.json["nodes"][1] |= {"weights": [0.5], "extras": [], "extensions": {"VENDOR_node": {}}}
    document.json["meshes"][0]["extras"] = {"targetNames": []}
    assert Document.from_glb(document.to_glb()).json == {
        **document.json,
        "buffers": [{"byteLength": sum(map(len, document.views))}],
        "bufferViews": Document.from_glb(document.to_glb()).json["bufferViews"],
    }


def test_pygltflib_alone_would_lose_them() -> None:
    """Why the JSON is carried, and pygltflib's types are only a way to look."""
    document = tiny_product()
    document.json |= KEPT
    document.json["nodes"][1]["weights"] = [0.5]
    there_and_back = pygltflib.GLTF2.gltf_from_json(document.gltf.gltf_to_json())
    assert not hasattr(there_and_back, "unheardOf")
    assert not hasattr(there_and_back.nodes[1], "weights")


def test_the_snapshot_has_the_types_of_pygltflib() -> None:
    gltf = tiny_product().gltf
    assert gltf.asset.copyright == COPYRIGHT
    assert [material.name for material in gltf.materials] == ["body", "tyre", "glass"]
    assert gltf.meshes[0].primitives[0].attributes.POSITION == 0


def test_a_copy_goes_its_own_way() -> None:
    document = tiny_product()
    before = document.digest()
    copy = document.copy()
    copy.json["nodes"][0]["name"] = "other"
    copy.add_material({"name": "more"})
    copy.add_image(checkered_png(), "image/png")
    assert document.digest() == before != copy.digest()


def test_equal_images_samplers_and_textures_are_added_once() -> None:
    document = Document()
    picture, other = checkered_png(), checkered_png(dark=0)
    textures = [
        document.add_texture(document.add_image(data, "image/png"), {"wrapS": 10497})
        for data in (picture, other, picture)
    ]
    assert textures == [0, 1, 0]
    assert [len(document.json[name]) for name in ("images", "samplers", "textures")] == [2, 1, 2]
    assert document.image_bytes(document.texture_image(1)) == other


def test_nodes_are_added_to_the_scene_or_to_a_parent() -> None:
    document = Document()
    parent = document.add_node({"name": "parent"})
    child = document.add_node({"name": "child"}, parent)
    assert document.json["scenes"] == [{"nodes": [parent]}]
    assert document.json["nodes"][parent]["children"] == [child]


def test_views_begin_on_multiples_of_four() -> None:
    document = Document()
    for size in (1, 2, 3, 4, 5):
        document.add_view(bytes([size]) * size)
    again = Document.from_glb(document.to_glb())
    assert all(view["byteOffset"] % 4 == 0 for view in again.json["bufferViews"])
    assert [bytes(view) for view in again.views] == [bytes([size]) * size for size in (1, 2, 3, 4, 5)]


@pytest.mark.parametrize("number", [-1, 99])
def test_asking_for_what_is_not_there_is_refused(number: int) -> None:
    document = Document.from_glb(tiny_glb())
    for ask in (document.accessor, document.image_bytes, document.texture_image):
        with pytest.raises(ModelError, match=f"number {number} is asked for"):
            ask(number)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"asset": {"version": "1.0"}}, "MODEL_VERSION"),
        ({"asset": []}, "MODEL_VERSION"),
        ({"asset": {"version": "2.0", "minVersion": "2.1"}}, "MODEL_VERSION"),
        ({"extensionsRequired": ["KHR_draco_mesh_compression"]}, "EXTENSION_UNSUPPORTED"),
        ({"extensionsUsed": ["EXT_meshopt_compression"]}, "EXTENSION_UNSUPPORTED"),
        ({"bufferViews": [{"buffer": 0, "byteLength": 10**9}] * 40}, "BUFFER_VIEW_RANGE"),
        ({"bufferViews": []}, "MODEL_REFERENCE"),
        ({"nodes": [{"children": [0]}]}, "NODE_LOOP"),
    ],
)
def test_a_model_that_cannot_be_worked_on_is_refused(change: dict[str, object], code: str) -> None:
    document = Document.from_glb(tiny_glb())
    broken = {**document.json, **change, **({"scenes": []} if "nodes" in change else {})}
    if code == "NODE_LOOP":
        del broken["scene"]
    with pytest.raises(ModelError) as refusal:
        Document._checked(broken, memoryview(b"".join(document.views)), None)
    assert refusal.value.code == code


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"none\.glb cannot be read"):
        Document.load(tmp_path / "none.glb")


def test_a_file_beyond_reason_is_not_even_read(tmp_path: Path) -> None:
    with (tmp_path / "vast.glb").open("wb") as file:
        file.truncate(2**31)
    with pytest.raises(ModelError, match=r"vast\.glb has more than"):
        Document.load(tmp_path / "vast.glb")
