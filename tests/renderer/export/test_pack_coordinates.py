"""Coordinates in half of the bytes lead to the same place on every picture."""

import numpy as np
import pytest
from numpy.typing import NDArray

from renderer.export.khronos import validate_glb
from renderer.export.pack_coordinates import pack_coordinates
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.references import texture_infos
from renderer.gltf.uv_matrix import uv_matrix
from tests.support.npm import skip_without
from tests.support.tiny_product import checkered_png, with_texture

TURNED: Json = {"scale": [4.0, 2.5], "rotation": 0.7, "offset": [0.25, -0.5]}


def textured(low: float, high: float, transform: Json | None = None) -> Document:
    document = with_texture("baseColorTexture", checkered_png())
    if transform:
        info = document.json["materials"][0]["pbrMetallicRoughness"]["baseColorTexture"]
        info["extensions"] = {"KHR_texture_transform": transform}
        document.use_extensions(["KHR_texture_transform"])
    for primitive in (each["primitives"][0] for each in document.json["meshes"]):
        attributes = primitive["attributes"]
        if "TEXCOORD_0" in attributes:
            uv = document.accessor(attributes["TEXCOORD_0"]).astype(np.float64)
            spread = (uv - uv.min()) / max(np.ptp(uv), 1e-9) * (high - low) + low
            attributes["TEXCOORD_0"] = document.add_accessor(spread.astype(np.float32))
    return document


def on_picture(document: Document) -> NDArray[np.float64]:
    """Where the panel's vertices are on their picture (n, 2)."""
    primitive = next(each["primitives"][0] for each in document.json["meshes"] if each["name"] == "panel")
    (info,) = texture_infos(document.json["materials"][primitive["material"]]).values()
    matrix = uv_matrix(info.get("extensions", {}).get("KHR_texture_transform", {}))
    uv = document.accessor(primitive["attributes"]["TEXCOORD_0"]).astype(np.float64)
    found: NDArray[np.float64] = uv @ matrix[:, :2].T + matrix[:, 2]
    return found


def kinds(document: Document) -> set[int]:
    numbers = [each["primitives"][0]["attributes"].get("TEXCOORD_0") for each in document.json["meshes"]]
    return {document.json["accessors"][number]["componentType"] for number in numbers if number is not None}


@pytest.mark.parametrize("box", [(0.0, 1.0), (-1.5, 3.0)])
@pytest.mark.parametrize("transform", [None, TURNED])
def test_everything_stays_where_it_was_on_the_picture(box: tuple[float, float], transform: Json | None) -> None:
    skip_without("gltf-validator", "gltf_validator.dart.js")
    document = textured(*box, transform)
    packed = pack_coordinates(document)
    assert kinds(document) == {5126}
    assert kinds(packed) == {5123}
    assert on_picture(packed) == pytest.approx(on_picture(document), abs=0.0005)
    assert validate_glb(packed.to_glb()).of("error") == []


def test_between_0_and_1_no_transform_is_needed() -> None:
    assert "KHR_texture_transform" not in pack_coordinates(textured(0.0, 1.0)).json["extensionsUsed"]
    assert "KHR_texture_transform" in pack_coordinates(textured(-1.0, 1.0)).json["extensionsUsed"]


def test_what_a_step_would_move_too_far_keeps_its_floats() -> None:
    assert 5126 in kinds(pack_coordinates(textured(0.0, 1_000_000.0)))


def test_what_is_packed_is_packed_once() -> None:
    once = pack_coordinates(textured(-1.5, 3.0))
    assert pack_coordinates(once).to_glb() == once.to_glb()
