"""The web variant: the model of the GLB, smaller, and nothing that a web viewer cannot read."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from renderer.export.check_file import check_file
from renderer.export.export_glb import export_glb
from renderer.export.figures import bounds, figures
from renderer.export.gate import check_glb, check_web
from renderer.export.web.compress import decompress
from renderer.export.web.export_web import export_web
from renderer.facts import ProductFacts
from renderer.gltf.container import Json, read_glb, write_glb
from renderer.gltf.document import Document
from tests.renderer.export.test_export_glb import configured
from tests.support.npm import skip_without
from tests.support.tiny_product import SIZE_MM, tiny_glb

FACTS = ProductFacts(name="Tiny", size_mm=SIZE_MM, placement="floor", license="CC0-1.0")


@pytest.fixture(autouse=True)
def _with_npm() -> None:
    skip_without("gltf-validator", "gltf_validator.dart.js")
    skip_without("meshoptimizer", "meshopt_encoder.js")


@pytest.fixture(scope="module")
def packed() -> bytes:
    return export_web(configured(), FACTS).data


@pytest.fixture(scope="module")
def unpacked(packed: bytes) -> Document:
    return Document.from_glb(decompress(packed))


def test_it_is_the_model_of_the_glb_to_a_hundredth_of_a_millimetre(unpacked: Document) -> None:
    plain = Document.from_glb(export_glb(configured(), FACTS).data)
    assert figures(unpacked) == figures(plain)
    np.testing.assert_allclose(bounds(unpacked), bounds(plain), atol=1e-5)
    names = [[material["name"] for material in each.json["materials"]] for each in (unpacked, plain)]
    assert names[0] == names[1]


def corners(document: Document, name: str) -> NDArray[np.float64]:
    """Means of an attribute over the triangles of the body, in the order of where they stand."""
    (placed,) = (each for each in document.visible_primitives() if material_of(document, each.primitive) == "body")
    at = document.accessor(placed.primitive["indices"])[:, 0]
    points, values = (document.accessor(placed.primitive["attributes"][key])[at] for key in ("POSITION", name))
    middles = (points @ placed.world[:3, :3].T + placed.world[:3, 3]).reshape(-1, 3, 3).mean(axis=1)
    means: NDArray[np.float64] = values.reshape(len(middles), 3, -1).mean(axis=1)
    return means[np.lexsort(np.round(middles, 3).T)]


def material_of(document: Document, primitive: Json) -> str:
    return str(document.json["materials"][primitive["material"]]["name"])


@pytest.mark.parametrize(("name", "off"), [("NORMAL", 1e-3), ("TANGENT", 1e-3), ("TEXCOORD_0", 1e-4)])
def test_light_and_pictures_fall_on_it_as_before(unpacked: Document, name: str, off: float) -> None:
    plain = Document.from_glb(export_glb(configured(), FACTS).data)
    np.testing.assert_allclose(corners(unpacked, name), corners(plain, name), atol=off)


def test_it_declares_what_it_needs_and_passes_its_own_gate_alone(packed: bytes) -> None:
    json, _ = read_glb(packed)
    needed = {"EXT_meshopt_compression", "KHR_mesh_quantization"}
    assert needed <= set(json["extensionsRequired"]) <= needed | {"EXT_texture_webp"}
    assert check_web(packed, size_mm=SIZE_MM, placement="floor").ok
    assert {each.code for each in check_glb(packed).errors} == {"EXTENSION_UNSUPPORTED"}
    assert json["asset"]["extras"]["license"] == "CC0-1.0"


def test_same_document_same_bytes(packed: bytes) -> None:
    assert export_web(configured(), FACTS).data == packed


def test_a_plain_glb_is_unpacked_as_it_is() -> None:
    assert decompress(tiny_glb()) is tiny_glb()


@pytest.mark.parametrize("change", [{"count": 7}, {"mode": "NOISE"}, {"byteStride": 1 << 20}, {"byteOffset": 1 << 30}])
def test_what_does_not_hold_what_it_says_is_found(packed: bytes, change: dict[str, object]) -> None:
    json, binary = read_glb(packed)
    entry = next(each for each in json["bufferViews"] if "extensions" in each)
    entry["extensions"]["EXT_meshopt_compression"] |= change
    codes = {each.code for each in check_web(write_glb(json, bytes(binary))).errors}
    assert codes & {"MESHOPT_INVALID", "BUFFER_VIEW_RANGE", "ACCESSOR_TOO_LONG"}


def test_noise_in_place_of_packed_data_is_found(packed: bytes, tmp_path: Path) -> None:
    json, binary = read_glb(packed)
    noise = np.random.default_rng(1).integers(0, 256, len(binary), np.uint8).tobytes()
    path = tmp_path / "noise.web.glb"
    path.write_bytes(write_glb(json, noise))
    assert {each.code for each in check_file(path).errors} & {"MESHOPT_INVALID", "IMAGE_INVALID"}
