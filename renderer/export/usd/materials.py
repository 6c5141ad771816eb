"""glTF materials as UsdPreviewSurface, https://openusd.org/release/spec_usdpreviewsurface.html."""

from dataclasses import dataclass

from pxr import Gf, Sdf, Usd, UsdShade  # type: ignore[import-untyped]

from renderer.export.usd.coordinates import coordinate_sets, way
from renderer.export.usd.maps import Maps
from renderer.export.usd.stage import ROOT, Names
from renderer.gltf.container import Json
from renderer.gltf.document import Document

WRAPS = {33071: "clamp", 33648: "mirror", 10497: "repeat"}
THIN = 0.05
"""The least opacity of glass that cannot be told by transmission."""


def add_materials(stage: Usd.Stage, document: Document, maps: Maps) -> list[UsdShade.Material]:
    """A UsdShade.Material for each material of the document, in its order."""
    names = Names()
    stage.DefinePrim(f"{ROOT}/Materials", "Scope")
    made = []
    for material in document.json.get("materials", []):
        path = f"{ROOT}/Materials/{names.name(material.get('name', 'material'))}"
        made.append(_Surface(stage, path, document, material, maps).build())
    return made


@dataclass
class _Surface:
    """One material under construction."""

    stage: Usd.Stage
    path: str
    document: Document
    material: Json
    maps: Maps

    def build(self) -> UsdShade.Material:
        """The material, each input a number or a picture."""
        self.shade = UsdShade.Material.Define(self.stage, self.path)
        self.shader = UsdShade.Shader.Define(self.stage, f"{self.path}/surface")
        self.shader.CreateIdAttr("UsdPreviewSurface")
        self.shade.CreateSurfaceOutput().ConnectToSource(self.shader.ConnectableAPI(), "surface")
        self.readers = {placed: self._reader(name) for placed, name in coordinate_sets(self.material).items()}
        pbr = self.material.get("pbrMetallicRoughness", {})
        extensions = self.material.get("extensions", {})
        self._base(pbr, extensions)
        self._metallic_roughness(pbr)
        self._relief()
        self._emission(extensions)
        self._clearcoat(extensions.get("KHR_materials_clearcoat", {}))
        if ior := extensions.get("KHR_materials_ior", {}).get("ior"):
            self._number("ior", ior)
        return self.shade

    def _base(self, pbr: Json, extensions: Json) -> None:
        factor = pbr.get("baseColorFactor", [1.0] * 4)
        mode = self.material.get("alphaMode", "OPAQUE")
        through = extensions.get("KHR_materials_transmission", {}).get("transmissionFactor", 0.0)
        alpha = (factor[3] if mode != "OPAQUE" else 1.0) * max(THIN, 1.0 - through)
        texture = pbr.get("baseColorTexture")
        if texture:
            picture = self._texture("diffuse", texture, self.maps.color(texture["index"]), "sRGB", [*factor[:3], alpha])
            self._connect("diffuseColor", picture, "rgb")
            if mode != "OPAQUE":
                self._connect("opacity", picture, "a")
        else:
            self._color("diffuseColor", factor[:3])
        if mode == "MASK":
            self._number("opacityThreshold", self.material.get("alphaCutoff", 0.5))
        if alpha < 1.0 and not (texture and mode != "OPAQUE"):
            self._number("opacity", alpha)

    def _metallic_roughness(self, pbr: Json) -> None:
        texture = pbr.get("metallicRoughnessTexture")
        for name, channel in (("roughness", 1), ("metallic", 2)):
            factor = pbr.get(f"{name}Factor", 1.0)
            if texture and factor > 0.0:
                self._value(name, texture, self.maps.value(texture["index"], channel, factor))
            else:
                self._number(name, factor)

    def _relief(self) -> None:
        if normal := self.material.get("normalTexture"):
            file = self.maps.normal(normal["index"], normal.get("scale", 1.0))
            picture = self._texture("normal", normal, file, "raw", [2.0, 2.0, 2.0, 1.0], [-1.0, -1.0, -1.0, 0.0])
            self._connect("normal", picture, "rgb", Sdf.ValueTypeNames.Normal3f)
        if occlusion := self.material.get("occlusionTexture"):
            strength = occlusion.get("strength", 1.0)
            self._value("occlusion", occlusion, self.maps.value(occlusion["index"], 0, strength, 1.0 - strength))

    def _emission(self, extensions: Json) -> None:
        strength = extensions.get("KHR_materials_emissive_strength", {}).get("emissiveStrength", 1.0)
        factor = [strength * value for value in self.material.get("emissiveFactor", (0.0, 0.0, 0.0))]
        texture = self.material.get("emissiveTexture")
        if texture and any(factor):
            picture = self._texture("emissive", texture, self.maps.color(texture["index"]), "sRGB", [*factor, 1.0])
            self._connect("emissiveColor", picture, "rgb")
        elif any(factor):
            self._color("emissiveColor", factor)

    def _clearcoat(self, coat: Json) -> None:
        for name, key, channel in (("clearcoat", "clearcoat", 0), ("clearcoatRoughness", "clearcoatRoughness", 1)):
            factor, texture = coat.get(f"{key}Factor", 0.0), coat.get(f"{key}Texture")
            if texture and factor > 0.0:
                self._value(name, texture, self.maps.value(texture["index"], channel, factor))
            elif coat:
                self._number(name, factor)

    def _value(self, name: str, info: Json, file: str) -> None:
        self._connect(name, self._texture(name, info, file, "raw"), "r", Sdf.ValueTypeNames.Float)

    def _number(self, name: str, value: float) -> None:
        self.shader.CreateInput(name, Sdf.ValueTypeNames.Float).Set(float(value))

    def _color(self, name: str, value: list[float]) -> None:
        self.shader.CreateInput(name, Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(*value))

    def _connect(self, name: str, picture: UsdShade.Shader, output: str, kind: Sdf.ValueTypeName | None = None) -> None:
        of_output = Sdf.ValueTypeNames.Float3 if output == "rgb" else Sdf.ValueTypeNames.Float
        plain = Sdf.ValueTypeNames.Color3f if output == "rgb" else Sdf.ValueTypeNames.Float
        source = picture.CreateOutput(output, of_output)
        self.shader.CreateInput(name, kind or plain).ConnectToSource(source)

    def _texture(
        self,
        name: str,
        info: Json,
        file: str,
        space: str,
        scale: list[float] | None = None,
        bias: list[float] | None = None,
    ) -> UsdShade.Shader:
        picture = UsdShade.Shader.Define(self.stage, f"{self.path}/{name}")
        picture.CreateIdAttr("UsdUVTexture")
        picture.CreateInput("file", Sdf.ValueTypeNames.Asset).Set(Sdf.AssetPath(file))
        picture.CreateInput("sourceColorSpace", Sdf.ValueTypeNames.Token).Set(space)
        picture.CreateInput("st", Sdf.ValueTypeNames.Float2).ConnectToSource(self.readers[way(info)])
        for axis in ("S", "T"):
            wrap = WRAPS[self._sampler(info).get(f"wrap{axis}", 10497)]
            picture.CreateInput(f"wrap{axis}", Sdf.ValueTypeNames.Token).Set(wrap)
        for key, value in (("scale", scale), ("bias", bias)):
            if value is not None and value != [1.0] * 4:
                picture.CreateInput(key, Sdf.ValueTypeNames.Float4).Set(Gf.Vec4f(*value))
        return picture

    def _sampler(self, info: Json) -> Json:
        texture = self.document.items("textures")[info["index"]]
        sampler: Json = self.document.items("samplers")[texture["sampler"]] if "sampler" in texture else {}
        return sampler

    def _reader(self, primvar: str) -> UsdShade.Output:
        reader = UsdShade.Shader.Define(self.stage, f"{self.path}/read_{primvar}")
        reader.CreateIdAttr("UsdPrimvarReader_float2")
        reader.CreateInput("varname", Sdf.ValueTypeNames.String).Set(primvar)
        return reader.CreateOutput("result", Sdf.ValueTypeNames.Float2)
