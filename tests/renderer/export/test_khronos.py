import asyncio
import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from renderer.errors import EngineUnavailable
from renderer.export.khronos import validate_glb
from renderer.export.v8 import npm_file
from tests.support.npm import skip_without
from tests.support.tiny_product import tiny_glb, tiny_product


@pytest.fixture(autouse=True)
def _with_validator() -> None:
    skip_without("gltf-validator", "gltf_validator.dart.js")


def codes(data: bytes, *severities: str) -> set[str]:
    return {issue.code for issue in validate_glb(data).of(*severities)}


def test_the_tiny_product_is_valid() -> None:
    report = validate_glb(tiny_glb())
    assert report.of("error", "warning") == []
    assert report.info["totalTriangleCount"] == 566
    assert {issue.code for issue in report.issues} == {"UNUSED_MESH_TANGENT", "UNUSED_OBJECT"}


def test_findings_have_severity_code_and_place() -> None:
    document = tiny_product()
    document.json["nodes"][1]["rotation"] = [0.0, 0.0, 0.0, 0.5]
    document.json["surprise"] = 1
    report = validate_glb(document.to_glb())
    assert [(issue.code, issue.pointer) for issue in report.of("error")] == [("ROTATION_NON_UNIT", "/nodes/1/rotation")]
    assert [(issue.code, issue.pointer) for issue in report.of("warning")] == [("UNEXPECTED_PROPERTY", "/surprise")]
    assert str(report.of("error")[0]).startswith("ROTATION_NON_UNIT /nodes/1/rotation: ")


@pytest.mark.parametrize("data", [b"", b"abc", b"glTF", tiny_glb()[:1000]])
def test_what_is_no_glb_is_an_error_not_a_crash(data: bytes) -> None:
    assert validate_glb(data).of("error")


def test_threads_share_it() -> None:
    broken = tiny_glb()[:-8]
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(validate_glb, [tiny_glb(), broken] * 6))
    assert [bool(report.of("error")) for report in reports] == [False, True] * 6


def test_a_running_event_loop_does_not_mind() -> None:
    async def within() -> bool:
        return bool(validate_glb(tiny_glb()).of("error"))

    with ThreadPoolExecutor(1) as own:
        assert own.submit(asyncio.run, within()).result() is False


def _in_child(answers: "multiprocessing.Queue[int]") -> None:
    answers.put(len(validate_glb(tiny_glb()).of("error", "warning")))


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_forked_worker_makes_its_own() -> None:
    validate_glb(tiny_glb())
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    child = context.Process(target=_in_child, args=(answers,))
    child.start()
    child.join(timeout=30)
    assert child.exitcode == 0
    assert answers.get(timeout=5) == 0


def test_without_the_package_the_way_out_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVERY_NPM", str(tmp_path))
    with pytest.raises(EngineUnavailable, match="make setup") as refusal:
        npm_file("gltf-validator", "gltf_validator.dart.js")
    assert refusal.value.code == "NPM_FILE_MISSING"
