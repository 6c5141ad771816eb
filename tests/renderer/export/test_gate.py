"""The gate takes what viewers take, and names what they do not."""

import json
from pathlib import Path

from renderer.export.gate import check_glb
from tests.support.tiny_product import tiny_product


def test_a_sound_product_is_fit() -> None:
    verdict = check_glb(tiny_product().to_glb())
    assert verdict.ok, verdict.errors
    assert 100 < verdict.figures["triangles"] < 5000  # type: ignore[operator]


def test_too_many_draw_calls_warn_then_refuse() -> None:
    for copies, fit in ((30, True), (130, False)):
        document = tiny_product()
        mesh = document.visible_primitives()[0].mesh
        for number in range(copies):
            document.add_node({"name": f"copy {number}", "mesh": mesh})
        verdict = check_glb(document.to_glb())
        assert verdict.ok is fit
        assert "primitives" in {finding.check for finding in (*verdict.warnings, *verdict.errors)}


def test_a_required_extension_is_refused() -> None:
    document = tiny_product()
    document.json["extensionsRequired"] = ["KHR_materials_transmission"]
    verdict = check_glb(document.to_glb())
    assert [finding.check for finding in verdict.errors] == ["extensions"]


def test_what_is_no_glb_is_an_error_and_no_exception() -> None:
    verdict = check_glb(b"not a glTF at all")
    assert [finding.check for finding in verdict.errors] == ["container"]


def test_every_malformed_glb_gets_a_verdict(shared: Path) -> None:
    folder = shared / "data" / "bad_gltf"
    known = {entry["file"]: entry["errors"] for entry in json.loads((folder / "expected.json").read_text())}
    files = sorted(folder.glob("*.glb"))
    assert files
    for file in files:
        assert not (check_glb(file.read_bytes()).ok and known.get(file.name)), file.name
