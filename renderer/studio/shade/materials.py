"""glTF materials as tables of numbers: every factor of the core and of the KHR extensions, and the textures upon them.

https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html#materials and
https://github.com/KhronosGroup/glTF/tree/main/extensions#gltf-extension-registry.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.container import Json
from renderer.gltf.uv_matrix import uv_matrix

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Input:
    """One property of a material: where its factor and its texture are written, and which channels it reads."""

    name: str
    factor: str
    default: tuple[float, ...]
    texture: str = ""
    channels: str = ""
    srgb: bool = False

    @property
    def width(self) -> int:
        """How many numbers it is."""
        return len(self.default)


_PBR, _KHR = "pbrMetallicRoughness", "extensions/KHR_materials_"
_COAT, _SHEEN, _SPECULAR = f"{_KHR}clearcoat", f"{_KHR}sheen", f"{_KHR}specular"
_IRIDESCENCE, _VOLUME, _ANISOTROPY = f"{_KHR}iridescence", f"{_KHR}volume", f"{_KHR}anisotropy"

INPUTS = (
    Input("base_color", f"{_PBR}/baseColorFactor", (1, 1, 1, 1), f"{_PBR}/baseColorTexture", "rgba", srgb=True),
    Input("metallic", f"{_PBR}/metallicFactor", (1,), f"{_PBR}/metallicRoughnessTexture", "b"),
    Input("roughness", f"{_PBR}/roughnessFactor", (1,), f"{_PBR}/metallicRoughnessTexture", "g"),
    Input("emissive", "emissiveFactor", (0, 0, 0), "emissiveTexture", "rgb", srgb=True),
    Input("normal", "", (0, 0, 1), "normalTexture", "rgb"),
    Input("coat", f"{_COAT}/clearcoatFactor", (0,), f"{_COAT}/clearcoatTexture", "r"),
    Input("coat_roughness", f"{_COAT}/clearcoatRoughnessFactor", (0,), f"{_COAT}/clearcoatRoughnessTexture", "g"),
    Input("coat_normal", "", (0, 0, 1), f"{_COAT}/clearcoatNormalTexture", "rgb"),
    Input("sheen", f"{_SHEEN}/sheenColorFactor", (0, 0, 0), f"{_SHEEN}/sheenColorTexture", "rgb", srgb=True),
    Input("sheen_roughness", f"{_SHEEN}/sheenRoughnessFactor", (0,), f"{_SHEEN}/sheenRoughnessTexture", "a"),
    Input("specular", f"{_SPECULAR}/specularFactor", (1,), f"{_SPECULAR}/specularTexture", "a"),
    Input(
        "specular_color", f"{_SPECULAR}/specularColorFactor", (1, 1, 1), f"{_SPECULAR}/specularColorTexture", "rgb",
        srgb=True,
    ),
    Input(
        "transmission", f"{_KHR}transmission/transmissionFactor", (0,), f"{_KHR}transmission/transmissionTexture", "r"
    ),
    Input("thickness", f"{_VOLUME}/thicknessFactor", (0,), f"{_VOLUME}/thicknessTexture", "g"),
    Input("iridescence", f"{_IRIDESCENCE}/iridescenceFactor", (0,), f"{_IRIDESCENCE}/iridescenceTexture", "r"),
    Input("film", "", (1,), f"{_IRIDESCENCE}/iridescenceThicknessTexture", "g"),
    Input("anisotropy", f"{_ANISOTROPY}/anisotropyStrength", (0,), f"{_ANISOTROPY}/anisotropyTexture", "b"),
    Input("anisotropy_direction", "", (1, 0.5), f"{_ANISOTROPY}/anisotropyTexture", "rg"),
)  # fmt: skip
COLUMNS = {entry.name: sum(before.width for before in INPUTS[:number]) for number, entry in enumerate(INPUTS)}
"""First column of each input in a table of values."""
NORMALS = ("normal", "coat_normal")
SPREADS = {name: sum(entry.width for entry in INPUTS) + number for number, name in enumerate(NORMALS)}
"""Columns past the inputs: 1 − |mean normal| of a normal map within the pixel."""
WIDTH = sum(entry.width for entry in INPUTS) + len(SPREADS)


@dataclass(frozen=True, eq=False)
class TextureUse:
    """A texture on an input: which, over which UV set, turned by `transform` (2, 3); `scale` of a normal map."""

    texture: int
    uv_set: int
    transform: Array
    rotation: float
    """Radians by which the picture is turned against the UVs."""
    scale: float


@dataclass(frozen=True, eq=False)
class Material:
    """A material's factors as one row, its textures by input, and what is the same all over it."""

    factors: Array
    """(WIDTH,) in the order of `INPUTS`; linear."""
    textures: dict[str, TextureUse]
    alpha_mode: str
    alpha_cutoff: float
    unlit: bool
    ior: float
    attenuation_color: Array
    attenuation_distance: float
    """Metres; infinite where nothing is absorbed."""
    film: tuple[float, float, float]
    """Of iridescence: index of refraction, and thickness in nanometres where its texture is 0 and 1."""
    anisotropy_rotation: float
    """Radians from the tangent, counter-clockwise."""

    @property
    def f0(self) -> float:
        """What its dielectric sends back head-on but for KHR_materials_specular: all of it for the index 0, by which
        KHR_materials_ior stands for materials that know no index."""
        return ((self.ior - 1) / (self.ior + 1)) ** 2


def read_material(material: Json) -> Material:
    """A glTF material object as numbers; what it does not say has glTF's defaults."""
    volume = _find(material, _VOLUME) or {}
    ior = _find(material, f"{_KHR}ior/ior")
    textures = {entry.name: use for entry in INPUTS if (use := _texture_use(material, entry.texture)) is not None}
    return Material(
        factors=_factors(material),
        textures=textures,
        alpha_mode=material.get("alphaMode", "OPAQUE"),
        alpha_cutoff=float(material.get("alphaCutoff", 0.5)),
        unlit=_find(material, f"{_KHR}unlit") is not None,
        ior=1.5 if ior is None else float(ior),
        attenuation_color=np.array(volume.get("attenuationColor", (1, 1, 1)), np.float64),
        attenuation_distance=float(volume.get("attenuationDistance", np.inf)),
        film=_film(material),
        anisotropy_rotation=float(_find(material, f"{_ANISOTROPY}/anisotropyRotation") or 0.0),
    )


def _film(material: Json) -> tuple[float, float, float]:
    words = _find(material, _IRIDESCENCE) or {}
    names = {"iridescenceIor": 1.3, "iridescenceThicknessMinimum": 100.0, "iridescenceThicknessMaximum": 400.0}
    ior, least, most = (float(words.get(name, default)) for name, default in names.items())
    return ior, least, most


def _factors(material: Json) -> Array:
    row = np.zeros(WIDTH)
    for entry in INPUTS:
        value = _find(material, entry.factor) if entry.factor else None
        row[COLUMNS[entry.name] : COLUMNS[entry.name] + entry.width] = entry.default if value is None else value
    strength = _find(material, f"{_KHR}emissive_strength/emissiveStrength")
    at = COLUMNS["emissive"]
    row[at : at + 3] *= 1.0 if strength is None else float(strength)
    return row


def _find(material: Json, path: str) -> Any:  # noqa: ANN401
    """The value at `path`, keys joined by slashes, or None."""
    value: Any = material
    for key in path.split("/"):
        if not isinstance(value, dict) or key not in value:
            return None
        value = value[key]
    return value


def _texture_use(material: Json, path: str) -> TextureUse | None:
    info = _find(material, path) if path else None
    if info is None:
        return None
    transform = info.get("extensions", {}).get("KHR_texture_transform", {})
    return TextureUse(
        texture=int(info["index"]),
        uv_set=int(transform.get("texCoord", info.get("texCoord", 0))),
        transform=uv_matrix(transform),
        rotation=float(transform.get("rotation", 0.0)),
        scale=float(info.get("scale", 1.0)),
    )
