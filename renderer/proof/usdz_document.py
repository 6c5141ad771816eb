"""A USDZ of ours as a glTF document, read by USD itself: so that one engine can draw what both files say."""

import io
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from pxr import Usd, UsdGeom, UsdShade  # type: ignore[import-untyped]
from pygltflib import ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER  # type: ignore[import-untyped]

from renderer.gltf.container import Json
from renderer.gltf.document import Document

WRAPS = {"clamp": 33071, "mirror": 33648, "repeat": 10497}
COAT = "KHR_materials_clearcoat"


def document_of_usdz(data: bytes) -> Document:
    """Meshes and UsdPreviewSurface materials of a package, metres, Y up; texture coordinates turned v down again."""
    document = Document()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(io.BytesIO(data)) as package:
        package.extractall(folder)
        stage = Usd.Stage.Open(str(Path(folder) / package.namelist()[0]))
        materials: dict[str, tuple[int, list[str]]] = {}
        for prim in stage.Traverse():
            if prim.IsA(UsdGeom.Mesh):
                bound, _ = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()
                path = str(bound.GetPath()) if bound else ""
                if bound and path not in materials:
                    materials[path] = _Surface(document, bound, Path(folder)).build()
                _add_mesh(document, UsdGeom.Mesh(prim), *materials.get(path, (None, [])))
    return document


def _add_mesh(document: Document, mesh: UsdGeom.Mesh, material: int | None, sets: list[str]) -> None:
    columns = {"POSITION": mesh.GetPointsAttr().Get(), "NORMAL": mesh.GetNormalsAttr().Get()}
    attributes = {
        name: document.add_accessor(np.array(values, np.float32), ARRAY_BUFFER)
        for name, values in columns.items()
        if values
    }
    for number, primvar in enumerate(sets):
        if values := UsdGeom.PrimvarsAPI(mesh).GetPrimvar(primvar).Get():
            uv = np.array(values, np.float32) * (1, -1) + (0, 1)
            attributes[f"TEXCOORD_{number}"] = document.add_accessor(uv.astype(np.float32), ARRAY_BUFFER)
    corners = np.array(mesh.GetFaceVertexIndicesAttr().Get(), np.uint32)
    primitive: Json = {"attributes": attributes, "indices": document.add_accessor(corners, ELEMENT_ARRAY_BUFFER)}
    if material is not None:
        primitive["material"] = material
        document.items("materials")[material]["doubleSided"] = bool(mesh.GetDoubleSidedAttr().Get())
    name = mesh.GetPrim().GetName()
    document.add_node({"name": name, "mesh": document.add_mesh([primitive], name)})


class _Surface:
    """One UsdPreviewSurface on its way to a glTF material."""

    def __init__(self, document: Document, bound: UsdShade.Material, folder: Path) -> None:
        self.document, self.folder = document, folder
        self.name = bound.GetPrim().GetName()
        self.surface, *_ = bound.ComputeSurfaceSource()
        self.sets: list[str] = []

    def build(self) -> tuple[int, list[str]]:
        """The material's number, and the primvars that its TEXCOORD sets are."""
        pbr: Json = {**self._color(), **self._metallic_roughness()}
        material: Json = {"name": self.name, "pbrMetallicRoughness": pbr, **self._alpha(pbr)}
        for name, key in (("normal", "normalTexture"), ("occlusion", "occlusionTexture")):
            if picture := self._picture(name):
                material[key] = self._texture(picture)
        if emissive := self._picture("emissiveColor"):
            factor = list(emissive.GetInput("scale").Get() or (1.0, 1.0, 1.0))[:3]
            material |= {"emissiveTexture": self._texture(emissive), **_glow(factor)}
        elif glow := self._value("emissiveColor"):
            material |= _glow(list(glow))
        material.setdefault("extensions", {}).update(self._coat())
        return self.document.add_material(material), self.sets

    def _color(self) -> Json:
        if picture := self._picture("diffuseColor"):
            scale = picture.GetInput("scale")
            return {
                "baseColorTexture": self._texture(picture),
                "baseColorFactor": [float(each) for each in (scale.Get() if scale else (1.0,) * 4)],
            }
        color = self._value("diffuseColor") or (0.18, 0.18, 0.18)
        opacity = self._value("opacity")
        return {"baseColorFactor": [*map(float, color), 1.0 if opacity is None else float(opacity)]}

    def _alpha(self, pbr: Json) -> Json:
        if threshold := self._value("opacityThreshold"):
            return {"alphaMode": "MASK", "alphaCutoff": float(threshold)}
        blends = self._picture("opacity") is not None or pbr["baseColorFactor"][3] < 1.0
        return {"alphaMode": "BLEND"} if blends else {}

    def _metallic_roughness(self) -> Json:
        pictures = {name: self._picture(name) for name in ("roughness", "metallic")}
        numbers = {f"{name}Factor": float(self._value(name) or 0.0) for name, each in pictures.items() if each is None}
        shown = next((each for each in pictures.values() if each), None)
        if shown is None:
            return numbers
        rough, metal = (self._grey(each) for each in pictures.values())
        size = (rough or metal or Image.new("L", (1, 1))).size
        white = Image.new("L", size, 255)
        buffer = io.BytesIO()
        Image.merge("RGB", (white, rough or white, metal or white)).save(buffer, "PNG")
        return {**numbers, "metallicRoughnessTexture": self._texture(shown, buffer.getvalue())}

    def _grey(self, picture: UsdShade.Shader | None) -> Image.Image | None:
        return Image.open(self._file(picture)).convert("L") if picture else None

    def _coat(self) -> Json:
        coat: Json = {}
        for name in ("clearcoat", "clearcoatRoughness"):
            if picture := self._picture(name):
                coat |= {f"{name}Factor": 1.0, f"{name}Texture": self._texture(picture)}
            elif (value := self._value(name)) is not None:
                coat[f"{name}Factor"] = float(value)
        return {COAT: coat} if coat else {}

    def _value(self, name: str) -> Any:  # noqa: ANN401 - a number or a vector of USD, or None
        found = self.surface.GetInput(name)
        return found.Get() if found and not found.HasConnectedSource() else None

    def _picture(self, name: str) -> UsdShade.Shader | None:
        found = self.surface.GetInput(name)
        if not found or not found.HasConnectedSource():
            return None
        return UsdShade.Shader(found.GetConnectedSources()[0][0].source.GetPrim())

    def _file(self, picture: UsdShade.Shader) -> Path:
        return self.folder / str(picture.GetInput("file").Get().path)

    def _texture(self, picture: UsdShade.Shader, data: bytes | None = None) -> Json:
        reader = UsdShade.Shader(picture.GetInput("st").GetConnectedSources()[0][0].source.GetPrim())
        primvar = reader.GetInput("varname").Get()
        if primvar not in self.sets:
            self.sets.append(primvar)
        file = data or self._file(picture).read_bytes()
        mime = "image/png" if file.startswith(b"\x89PNG") else "image/jpeg"
        sampler = {f"wrap{axis}": WRAPS[picture.GetInput(f"wrap{axis}").Get()] for axis in "ST"}
        filters = {"magFilter": 9729, "minFilter": 9987}
        texture = self.document.add_texture(self.document.add_image(file, mime), {**sampler, **filters})
        return {"index": texture, "texCoord": self.sets.index(primvar)}


def _glow(color: list[float]) -> Json:
    """Emission; what is brighter than one goes to the extension."""
    strength = max(1.0, *map(float, color))
    factor = {"emissiveFactor": [float(each) / strength for each in color]}
    if strength == 1.0:
        return factor
    return {**factor, "extensions": {"KHR_materials_emissive_strength": {"emissiveStrength": strength}}}
