"""What a glTF material's plugins are made from: its inputs, as Mitsuba's textures."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.reference.canvas import Canvas, Inputs
from renderer.reference.lobes import glossy, sheen_albedo
from renderer.studio.shade.materials import Material

Array = NDArray[Any]
Plugin = dict[str, Any]

COAT_F0 = 0.04
LEAST_ALPHA = 1e-4
"""Of a mirror: ten times wider, its tails show lamps that it does not reflect."""


@dataclass(frozen=True, eq=False)
class Groups:
    """The inputs of one material by what has to lie on one canvas."""

    surface: Inputs
    coat: Inputs
    sheen: Inputs
    normal: Inputs
    coat_normal: Inputs
    emissive: Inputs


SURFACE = (
    "base_color", "metallic", "roughness", "specular", "specular_color", "transmission", "thickness",
    "iridescence", "film",
)  # fmt: skip
GROUPS = {
    "surface": SURFACE,
    "coat": ("coat", "coat_roughness"),
    "sheen": ("sheen", "sheen_roughness"),
    "normal": ("normal",),
    "coat_normal": ("coat_normal",),
    "emissive": ("emissive",),
}


@dataclass(frozen=True, eq=False)
class Bench:
    """What a material's plugins are made with: Mitsuba, the material, its inputs, and which way its UVs turn."""

    mi: Any
    material: Material
    extensions: dict[str, Any]
    groups: Groups
    mirrored: bool

    @property
    def anisotropy(self) -> float:
        """Strength of KHR_materials_anisotropy, without its texture."""
        return float(self.extensions.get("KHR_materials_anisotropy", {}).get("anisotropyStrength", 0.0))

    @property
    def filmed(self) -> bool:
        """Whether a thin film lies on any of it."""
        return bool((self.groups.surface["iridescence"] > 0).any())

    def texture(self, values: Array, canvas: Canvas | None, *, raw_default: bool = True) -> Plugin:
        """`values` (H, W, n) as a texture plugin on `canvas`."""
        if values.shape[:2] == (1, 1) or canvas is None:
            value = values.reshape(-1, values.shape[-1]).mean(axis=0).tolist()
            return {"type": "rawconstant", "value": value if len(value) > 1 else float(value[0])}
        return {
            "type": "bitmap",
            "bitmap": self.mi.Bitmap(np.ascontiguousarray(values, np.float32)),
            "raw": raw_default,
            "to_uv": self.mi.ScalarTransform3f(canvas.transform),
            "wrap_mode": canvas.wrap,
        }


def masked(bench: Bench, plugin: Plugin) -> Plugin:
    """`plugin` where the surface is there."""
    cover = opacity(bench)
    if cover.shape[:2] == (1, 1) and cover.item() >= 1:
        return plugin
    return {"type": "mask", "opacity": bench.texture(cover, bench.groups.surface.canvas), "bsdf": plugin}


def opacity(bench: Bench) -> Array:
    """(H, W, 1) share of the surface that is there, by the material's alpha mode."""
    alpha = bench.groups.surface["base_color"][..., 3:]
    if bench.material.alpha_mode == "MASK":
        return (alpha >= bench.material.alpha_cutoff).astype(np.float32)
    return np.clip(alpha, 0, 1) if bench.material.alpha_mode == "BLEND" else np.ones((1, 1, 1), np.float32)


def mean_cover(bench: Bench) -> float:
    """Share of light that coat and sheen keep from what is below."""
    coat, sheen = bench.groups.coat, bench.groups.sheen
    shine = coat["coat"] * glossy(np.clip(coat["coat_roughness"], 0, 1).astype(np.float64), np.array(COAT_F0))
    fibres = sheen["sheen"].max(axis=-1, keepdims=True) * sheen_albedo(sheen["sheen_roughness"].astype(np.float64))
    return float(1 - (1 - np.mean(shine)) * (1 - np.mean(fibres)))


def plain(value: float) -> Plugin:
    """The same number everywhere."""
    return {"type": "rawconstant", "value": value}
