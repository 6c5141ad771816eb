"""Anyone's file gets a verdict: never a traceback, and Khronos's own codes where Khronos has a word for it."""

import json
from pathlib import Path

import pytest

from renderer.export.check_file import check_file
from renderer.export.ways_out import WAYS_OUT
from tests.support.npm import skip_without
from tests.support.tiny_product import SIZE_MM, tiny_glb, tiny_product


@pytest.fixture(autouse=True)
def _with_validator() -> None:
    skip_without("gltf-validator", "gltf_validator.dart.js")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.glb", tiny_glb(), None),
        ("renamed.bin", tiny_glb(), None),
        ("half.glb", tiny_glb()[:5000], "GLB_TRUNCATED"),
        ("a.png", b"\x89PNG\r\n", "FORMAT_UNKNOWN"),
        ("empty.glb", b"", "GLB_INVALID"),
        ("a.usdz", b"PK\x03\x04", "USDZ_INVALID"),
        ("a.gltf", b"{", "JSON_INVALID"),
        ("a.gltf", b'{"asset": {"version": "2.0"}, "buffers": [7], "images": 3}', "GLTF_LOOSE"),
    ],
)
def test_a_file_is_told_by_its_first_bytes_or_name(name: str, data: bytes, code: str | None, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    verdict = check_file(tmp_path / name)
    assert verdict.ok == (code is None)
    assert code is None or code in {finding.code for finding in verdict.errors}


def test_size_and_placement_are_held_where_they_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.glb").write_bytes(tiny_glb())
    assert check_file(tmp_path / "a.glb", size_mm=SIZE_MM, placement="floor").ok
    verdict = check_file(tmp_path / "a.glb", size_mm=(1.0, 1.0, 1.0), placement="wall")
    assert {finding.code for finding in verdict.errors} == {"SIZE_OFF", "WALL_OFF"}
    assert all(finding.way_out == WAYS_OUT[finding.code] for finding in verdict.errors)


def test_a_loose_gltf_is_examined_with_the_files_beside_it(tmp_path: Path) -> None:
    document = tiny_product()
    data = b"".join(bytes(view) for view in document.views)
    offset = 0
    for entry, view in zip(document.json["bufferViews"], document.views, strict=True):
        entry |= {"buffer": 0, "byteOffset": offset}
        offset += len(view)
    document.json["buffers"] = [{"uri": "model.bin", "byteLength": len(data)}]
    (tmp_path / "model.gltf").write_text(json.dumps(document.json))
    assert "URI_NOT_FOUND" in {finding.code for finding in check_file(tmp_path / "model.gltf").errors}
    (tmp_path / "model.bin").write_bytes(data)
    assert [finding.code for finding in check_file(tmp_path / "model.gltf").errors] == ["GLTF_LOOSE"]


UNKNOWN_TO_THE_VALIDATOR = "ext__KHR_node_visibility__"
"""An extension that is younger than the validator; the gate stops it all the same."""


def test_khronos_samples_of_faults_get_the_codes_that_khronos_gives(shared: Path) -> None:
    folder = shared / "data/bad_gltf"
    for entry in json.loads((folder / "expected.json").read_text()):
        verdict = check_file(folder / entry["file"])
        found = {finding.code for finding in verdict.errors}
        assert json.dumps(verdict.to_json()), entry["file"]
        if found & {"URI_NOT_FOUND", "URI_EXTERNAL", "URI_ESCAPES"}:  # samples without the files that they name
            continue
        if entry["file"].startswith(UNKNOWN_TO_THE_VALIDATOR):
            assert "EXTENSION_UNKNOWN" in found
        elif entry["errors"]:
            assert found & set(entry["codes"]), (entry["file"], entry["codes"], found)
        else:
            assert not [each for each in verdict.errors if each.check == "validator"], (entry["file"], found)
