"""Files that look like the preview are told from files that do not."""

from pathlib import Path

import pytest

from renderer.assemble.assemble import assemble
from renderer.export.export_glb import export_glb
from renderer.export.figures import bounds, figures
from renderer.export.usd.export_usdz import export_usdz
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.proof.look import likenesses
from renderer.proof.usdz_document import document_of_usdz
from renderer.recipe import Camera, Shot
from renderer.store import FolderStore, MemoryStore
from tests.renderer.export.test_export_glb import configured
from tests.support.npm import skip_without
from tests.support.tiny_product import tiny_recipe
from workers.settings import ROOT


@pytest.fixture(autouse=True)
def _with_validator() -> None:
    skip_without("gltf-validator", "gltf_validator.dart.js")


def painted(color: list[float]) -> Document:
    store = MemoryStore()
    paint: Json = {
        "pbrMetallicRoughness": {"baseColorFactor": color, "metallicFactor": 0.0, "roughnessFactor": 0.4},
        "extensions": {"KHR_materials_clearcoat": {"clearcoatFactor": 1.0, "clearcoatRoughnessFactor": 0.1}},
    }
    return assemble(tiny_recipe(store, slots={"body": {"name": "paint", "material": paint}}), store)


def test_a_usdz_is_read_back_with_all_its_triangles_and_colors() -> None:
    read = document_of_usdz(export_usdz(painted([0.5, 0.1, 0.0, 1.0])).data)
    glb = Document.from_glb(export_glb(painted([0.5, 0.1, 0.0, 1.0])).data)
    assert figures(read)["triangles"] == figures(glb)["triangles"]
    assert bounds(read) == pytest.approx(bounds(glb), abs=1e-5)
    body = next(each for each in read.json["materials"] if each["name"] == "body")
    assert body["pbrMetallicRoughness"]["baseColorFactor"] == pytest.approx([0.5, 0.1, 0.0, 1.0])
    assert body["extensions"]["KHR_materials_clearcoat"]["clearcoatFactor"] == 1.0


def test_pictures_of_a_usdz_stand_where_the_glb_has_them() -> None:
    read = document_of_usdz(export_usdz(configured()).data)
    leather = next(each for each in read.json["materials"] if each["name"] == "body")
    assert {"baseColorTexture"} <= leather["pbrMetallicRoughness"].keys()
    assert "normalTexture" in leather


@pytest.mark.slow
def test_the_same_look_passes_and_another_color_does_not(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "store")
    light = store.put((ROOT / "materials/environments/white_cyclorama.hdr").read_bytes())
    camera = Camera(position=(1.5, 0.9, 1.8), target=(0.0, 0.25, 0.0), vertical_fov_deg=24)
    shot = Shot(name="look", camera=camera, width=160, height=120, environment=light)
    red, blue = painted([0.5, 0.05, 0.02, 1.0]), painted([0.02, 0.05, 0.5, 1.0])
    files = {
        "model.glb": Document.from_glb(export_glb(red).data),
        "model.usdz": document_of_usdz(export_usdz(red).data),
    }
    assert [each.ok for each in likenesses(red, files, shot, store, tmp_path)] == [True, True]
    assert [each.ok for each in likenesses(blue, files, shot, store, tmp_path)] == [False, False]
