"""The USDZ says what the GLB says: same triangles, same place, same looks, in the words of USD."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pxr import Gf, Usd, UsdGeom, UsdShade  # type: ignore[import-untyped]

from renderer.assemble.assemble import assemble
from renderer.errors import ExportRefused
from renderer.export.export_glb import export_glb
from renderer.export.usd.check_usdz import check_usdz
from renderer.export.usd.export_usdz import export_usdz
from renderer.export.usd.package import ALIGNMENT
from renderer.facts import ProductFacts
from renderer.gltf.document import Document
from renderer.store import MemoryStore
from tests.support.npm import skip_without
from tests.support.tiny_product import COPYRIGHT, SIZE_MM, checkered_png, tiny_product, tiny_recipe

FACTS = ProductFacts(name="Tiny", size_mm=SIZE_MM, placement="floor", copyright=COPYRIGHT, license="Apache-2.0")
LETTER = b"""<svg xmlns="http://www.w3.org/2000/svg" width="80mm" height="100mm" viewBox="0 0 80 100">
<path fill="#ffffff" fill-opacity="0.9" d="M10 5h60v20h-35v20h25v18h-25v32h-25z"/></svg>"""


@pytest.fixture(autouse=True)
def _with_simplifier() -> None:
    skip_without("meshoptimizer", "meshopt_simplifier.js")


def configured() -> Document:
    store = MemoryStore()
    checker = {"blob": store.put(checkered_png()), "extensions": {"KHR_texture_transform": {"scale": [10.0, 5.0]}}}
    leather = {
        "pbrMetallicRoughness": {
            "baseColorTexture": checker,
            "baseColorFactor": [0.5, 0.25, 0.125, 1.0],
            "metallicRoughnessTexture": checker,
            "metallicFactor": 0.0,
            "roughnessFactor": 0.5,
        },
        "normalTexture": {**checker, "scale": 0.5},
        "occlusionTexture": checker,
        "extensions": {"KHR_materials_clearcoat": {"clearcoatFactor": 0.75, "clearcoatRoughnessFactor": 0.1}},
    }
    decal = {"zone": "panel", "artwork": store.put(LETTER), "width_mm": 80, "height_mm": 100}
    recipe = tiny_recipe(store, slots={"body": {"name": "leather", "material": leather}}, decals=(decal,))
    return assemble(recipe, store)


@pytest.fixture(scope="module")
def usdz() -> bytes:
    return export_usdz(configured(), FACTS).data


@pytest.fixture
def stage(usdz: bytes, tmp_path: Path) -> Usd.Stage:
    path = tmp_path / "model.usdz"
    path.write_bytes(usdz)
    return Usd.Stage.Open(str(path))


def surface(stage: Usd.Stage, name: str) -> dict[str, object]:
    """Inputs of a UsdPreviewSurface: numbers as they are, pictures as the shader that reads them."""
    shader = UsdShade.Shader(stage.GetPrimAtPath(f"/Product/Materials/{name}/surface"))
    found: dict[str, object] = {}
    for each in shader.GetInputs():
        source = each.GetConnectedSources()[0]
        found[each.GetBaseName()] = UsdShade.Shader(source[0].source.GetPrim()) if source else each.Get()
    return found


def test_it_passes_the_gate_and_pixars_validators(usdz: bytes) -> None:
    verdict = check_usdz(usdz, size_mm=SIZE_MM, placement="floor")
    assert verdict.findings == ()


def test_it_is_the_same_model_as_the_glb(usdz: bytes) -> None:
    glb, figures = export_glb(configured(), FACTS).figures, check_usdz(usdz).figures
    assert (figures["triangles"], figures["size_mm"]) == (glb["triangles"], glb["size_mm"])


def test_metres_up_anchor_and_provenance(stage: Usd.Stage) -> None:
    root = stage.GetDefaultPrim()
    assert UsdGeom.GetStageMetersPerUnit(stage) == 1.0
    assert UsdGeom.GetStageUpAxis(stage) == "Y"
    assert root.GetAttribute("preliminary:anchoring:type").Get() == "plane"
    assert root.GetAttribute("preliminary:planeAnchoring:alignment").Get() == "horizontal"
    assert root.GetDisplayName() == "Tiny"
    said = stage.GetRootLayer().customLayerData
    assert (said["copyright"], said["license"]) == (COPYRIGHT, "Apache-2.0")
    assert said["provenance"]["document"] == configured().digest()


def test_numbers_and_pictures_say_what_the_material_says(stage: Usd.Stage, usdz: bytes) -> None:
    body = surface(stage, "body")
    assert (body["metallic"], body["clearcoat"]) == (0.0, 0.75)
    assert body["clearcoatRoughness"] == pytest.approx(0.1)
    color, roughness, normal = (body[name] for name in ("diffuseColor", "roughness", "normal"))
    assert isinstance(color, UsdShade.Shader) and isinstance(roughness, UsdShade.Shader)
    assert isinstance(normal, UsdShade.Shader)
    assert color.GetInput("scale").Get() == Gf.Vec4f(0.5, 0.25, 0.125, 1.0)
    assert color.GetInput("sourceColorSpace").Get() == "sRGB"
    assert normal.GetInput("bias").Get() == Gf.Vec4f(-1, -1, -1, 0)
    archive = zipfile.ZipFile(io.BytesIO(usdz))
    grey = np.asarray(Image.open(archive.open(roughness.GetInput("file").Get().path)).convert("L"), float)
    checker = np.asarray(Image.open(io.BytesIO(checkered_png())).convert("RGB"), float)[..., 1]
    assert grey.mean() == pytest.approx(checker.mean() * 0.5, abs=4.0)


def test_transforms_are_in_the_coordinates(stage: Usd.Stage) -> None:
    plain = tiny_product()
    placed = next(each for each in plain.visible_primitives() if plain.json["nodes"][each.node]["name"] == "panel")
    uv = plain.accessor(placed.primitive["attributes"]["TEXCOORD_0"])
    mesh = UsdGeom.Mesh(stage.GetPrimAtPath("/Product/body"))
    st = np.array(UsdGeom.PrimvarsAPI(mesh).GetPrimvar("st").Get())
    expected = np.column_stack([uv[:, 0] * 10.0, 1.0 - uv[:, 1] * 5.0])
    distance = np.abs(st[:, None] - expected[None]).max(axis=-1).min(axis=0)
    assert distance.max() < 1e-4


def test_an_artwork_blends_at_its_own_edge(stage: Usd.Stage) -> None:
    decal = surface(stage, "decal_panel_0")
    opacity = decal["opacity"]
    assert isinstance(opacity, UsdShade.Shader)
    assert opacity.GetInput("wrapS").Get() == "clamp"


def test_same_inputs_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib, tests.renderer.export.usd.test_export_usdz as t;"
        "print(hashlib.sha256(t.export_usdz(t.configured(), t.FACTS).data).hexdigest())"
    )
    root = Path(__file__).resolve().parents[4]
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert said.stdout.strip() == export_usdz(configured(), FACTS).digest


def test_the_package_is_stored_and_aligned(usdz: bytes) -> None:
    entries = zipfile.ZipFile(io.BytesIO(usdz)).infolist()
    assert entries[0].filename == "model.usdc"
    for entry in entries:
        start = usdz.index(zipfile.ZipFile(io.BytesIO(usdz)).read(entry)[:64], entry.header_offset + 30)
        assert (entry.compress_type, start % ALIGNMENT) == (zipfile.ZIP_STORED, 0)
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)


def test_a_wall_product_is_not_tied_to_a_plane() -> None:
    document = tiny_product()
    document.json["nodes"][0]["translation"] = [0.0, 0.0, 0.5]
    data = export_usdz(document, ProductFacts(placement="wall")).data
    assert b"preliminary" not in data


def test_the_product_is_held_to_its_size() -> None:
    with pytest.raises(ExportRefused, match="the product 700 × 500 × 1000 mm"):
        export_usdz(configured(), ProductFacts(size_mm=(700, 500, 1000)))


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"nothing", "The file is not a USDZ"),
        (zipped(), "The USDZ is empty"),
        (zipped(readme_txt=b"hello"), "no scene that USD can open"),
        (zipped(model_usdc=b"no crate"), "no scene that USD can open"),
    ],
)
def test_what_is_no_usdz_gets_a_verdict(data: bytes, message: str) -> None:
    verdict = check_usdz(data)
    assert not verdict.ok
    assert message in verdict.errors[-1].message


def test_a_compressed_package_is_refused(usdz: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(usdz))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as again:
        for name in archive.namelist():
            again.writestr(name, archive.read(name))
    messages = " ".join(finding.message for finding in check_usdz(buffer.getvalue()).errors)
    assert "model.usdc is compressed" in messages
    assert "does not begin on a multiple of 64 bytes" in messages


def test_public_packages_get_a_verdict(shared: Path) -> None:
    for path in sorted((shared / "data/usd").glob("*.usdz")):
        assert check_usdz(path.read_bytes()).figures
