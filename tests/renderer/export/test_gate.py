import io
import json

import numpy as np
import pytest
from PIL import Image

from renderer.export.as_gltf import as_gltf
from renderer.export.deliverable import light_document
from renderer.export.gate import Verdict, check_glb
from renderer.gltf.document import Document
from tests.support.npm import skip_without
from tests.support.tiny_product import SIZE_MM, checkered_png, tiny_glb, tiny_product


@pytest.fixture(autouse=True)
def _with_validator() -> None:
    skip_without("gltf-validator", "gltf_validator.dart.js")


def found(verdict: Verdict) -> list[tuple[str, bool]]:
    return [(finding.check, finding.fatal) for finding in verdict.findings]


def test_the_tiny_product_passes_with_a_word_on_its_glass() -> None:
    verdict = check_glb(tiny_glb(), size_mm=SIZE_MM, placement="floor")
    assert verdict.ok
    assert found(verdict) == [("extensions", False)]
    assert "KHR_materials_transmission" in verdict.warnings[0].message
    assert verdict.figures["bytes"] == len(tiny_glb())


def test_the_verdict_is_json() -> None:
    told = json.loads(json.dumps(check_glb(b"nothing").to_json()))
    assert told["ok"] is False
    assert told["errors"][0] == {
        "check": "structure",
        "code": "GLB_INVALID",
        "message": "The file is not a GLB: it does not begin with the letters glTF.",
    }
    assert told["warnings"] == [] and told["figures"] == {}


@pytest.mark.parametrize(
    ("size_mm", "expected"),
    [((600, 500, 1000), []), ((612, 500, 1000), [("size", False)]), ((600, 500, 1050), [("size", True)])],
)
def test_a_size_that_is_off_is_found(size_mm: tuple[int, int, int], expected: list[tuple[str, bool]]) -> None:
    assert [item for item in found(check_glb(tiny_glb(), size_mm=size_mm)) if item[0] == "size"] == expected


def test_a_model_that_floats_or_stands_aside_is_found() -> None:
    document = tiny_product()
    document.json["nodes"][0]["translation"] = [0.1, 0.002, 0.0]
    messages = [finding.message for finding in check_glb(document.to_glb(), placement="floor").errors]
    assert messages == [
        "The lowest point is 2.0 mm from the floor y = 0.",
        "The model stands 17% of its size beside the origin.",
    ]
    assert [finding.check for finding in check_glb(tiny_glb(), placement="wall").errors] == ["placement"]


def test_required_and_foreign_extensions_stop_a_file() -> None:
    document = tiny_product()
    document.json["extensionsRequired"] = ["KHR_materials_transmission"]
    document.json["nodes"][0]["extensions"] = {"VENDOR_thing": {}}
    document.use_extensions(["VENDOR_thing"])
    messages = [finding.message for finding in check_glb(document.to_glb()).errors]
    assert messages == [
        "KHR_materials_transmission is required; a viewer without it shows nothing.",
        "VENDOR_thing is no ratified material extension.",
    ]


def test_weight_is_counted_as_it_is_drawn() -> None:
    document = tiny_product()
    for number in range(200):
        document.add_node({"name": f"copy_{number}", "mesh": 0})
    weight = [finding for finding in check_glb(document.to_glb()).findings if finding.check == "weight"]
    assert [(finding.message.split(";")[0], finding.fatal) for finding in weight] == [("209 draw calls", True)]


def test_many_looks_are_a_fault_only_where_they_cost_draw_calls() -> None:
    document = tiny_product()
    document.json["materials"] += [{"name": f"look {number}"} for number in range(12)]
    assert "TOO_MANY_MATERIALS" not in [finding.code for finding in check_glb(document.to_glb()).findings]
    for number in range(20):
        document.add_node({"name": f"copy_{number}", "mesh": 0})
    found = [finding for finding in check_glb(document.to_glb()).warnings if finding.check == "weight"]
    assert [finding.code for finding in found] == ["TOO_MANY_DRAW_CALLS", "TOO_MANY_MATERIALS"]
    assert all("livery export" in finding.way_out and "any other file" in finding.way_out for finding in found)


def picture(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(np.zeros((height, width, 3), np.uint8)).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (picture(512, 1024), []),
        (checkered_png(16), [False]),
        (picture(600, 512), [False]),
        (picture(512, 4096), [False]),
        (picture(512, 8192), [True]),
    ],
)
def test_texture_sides(data: bytes, expected: list[bool]) -> None:
    document = tiny_product()
    texture = document.add_texture(document.add_image(data, "image/png"))
    document.json["materials"][0]["emissiveTexture"] = {"index": texture}
    verdict = check_glb(document.to_glb())
    assert [fatal for check, fatal in found(verdict) if check == "textures"] == expected


def test_our_own_files_leave_the_validator_without_a_word() -> None:
    out = as_gltf(light_document(Document.from_glb(tiny_glb()))).to_glb()
    assert [finding for finding in check_glb(out).findings if finding.check == "validator"] == []
