"""A glTF material as Mitsuba's BSDFs: lobes of known albedo, blended so that they add up.

https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html#appendix-b-brdf-implementation, lobes as in
`renderer.reference.lobes`; https://mitsuba.readthedocs.io/en/stable/src/generated/plugins_bsdfs.html.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.reference.canvas import Canvas, Inputs
from renderer.reference.film import film_mean
from renderer.reference.lobes import (
    conductor,
    gloss_factor,
    glossy,
    matte_mean,
    matte_roughness,
    sheen_albedo,
    sheen_parts,
    stretched,
)
from renderer.studio.scene import CLEAR_ALPHA
from renderer.studio.shade.materials import Material

Array = NDArray[Any]
Plugin = dict[str, Any]
Lobe = Callable[[float], Plugin]
"""A lobe as Mitsuba's plugin, so many times as strong."""

COAT_F0 = 0.04
PANE = 0.5
"""Share of samples that go on through a pane that sends light back otherwise than by its gloss alone."""
LEAST_ALPHA = 1e-3
FILM = "vertex_film"
"""What meshes call the light of a film at their corners."""
MIRROR_SLOPE, MATTE_SLOPE = 0.85, 4.0
"""Steepest slopes of normal maps: a mirror any steeper would show what is below its own surface, which is nothing."""
SMOOTH = 0.04
"""Solid glass of less roughness is drawn clear."""


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


def bsdf_of(bench: Bench) -> Plugin:
    """The whole material."""
    surface = bench.groups.surface
    if bench.material.unlit:
        plugin: Plugin = {"type": "twosided", "bsdf": {"type": "diffuse", "reflectance": _plain(0.0)}}
    else:
        plugin = layered(bench)
    cover = opacity(bench)
    if cover.shape[:2] == (1, 1) and cover.item() >= 1:
        return plugin
    return {"type": "mask", "opacity": bench.texture(cover, surface.canvas), "bsdf": plugin}


def opacity(bench: Bench) -> Array:
    """(H, W, 1) share of the surface that is there, by the material's alpha mode."""
    alpha = bench.groups.surface["base_color"][..., 3:]
    if bench.material.alpha_mode == "MASK":
        return (alpha >= bench.material.alpha_cutoff).astype(np.float32)
    return np.clip(alpha, 0, 1) if bench.material.alpha_mode == "BLEND" else np.ones((1, 1, 1), np.float32)


def layered(bench: Bench) -> Plugin:
    """Coat over sheen over base, and glass beside the base by its share."""
    below = 1 - _mean_cover(bench)
    clear = clearness(bench)
    if clear.min() >= 1 and below >= 1:
        return glass(bench, below)
    if is_pane(bench):
        # A mirror in a blend of Mitsuba's 3.9 falsifies the weights of light: the pane reflects by its gloss alone.
        opaque = added(lobes(bench, below), 1 / (1 - PANE))
        return {"type": "blendbsdf", "weight": PANE, "a": opaque, "b": open_pane(bench, below / PANE)}
    opaque = added(lobes(bench, below))
    weight = bench.texture(clear, bench.groups.surface.canvas)
    return {"type": "blendbsdf", "weight": weight, "a": opaque, "b": glass(bench, below)} if clear.any() else opaque


def clearness(bench: Bench) -> Array:
    """(H, W, 1) share of what is neither metal nor gloss that lets light through."""
    surface = bench.groups.surface
    return np.asarray(np.clip(surface["transmission"] * (1 - np.clip(surface["metallic"], 0, 1)), 0, 1))


def lobes(bench: Bench, below: float) -> list[tuple[float, Lobe]]:
    """The lobes of what does not let light through, each with the share of samples it gets."""
    found = base(bench, below)
    if (bench.groups.sheen["sheen"] > 0).any():
        found.append((0.3, bumped(bench, "normal", lambda scale: sheen_lobe(bench, scale))))
    if (bench.groups.coat["coat"] > 0).any():
        found.append((0.4, bumped(bench, "coat_normal", lambda scale: coat_lobe(bench, scale))))
    total = sum(share for share, _ in found)
    return [(share / total, lobe) for share, lobe in found]


def added(parts: list[tuple[float, Lobe]], strength: float = 1.0) -> Plugin:
    """The sum of lobes, on both sides: a blend weighs each by its share, so each is made that much stronger."""

    def join(left: tuple[float, Plugin], right: tuple[float, Plugin]) -> tuple[float, Plugin]:
        both = left[0] + right[0]
        return both, {"type": "blendbsdf", "weight": right[0] / both, "a": left[1], "b": right[1]}

    return {"type": "twosided", "bsdf": reduce(join, [(share, lobe(strength / share)) for share, lobe in parts])[1]}


def base(bench: Bench, below: float) -> list[tuple[float, Lobe]]:
    """Gloss, and the diffuse lobe where there is one."""
    surface = bench.groups.surface
    color = surface["base_color"][..., :3].astype(np.float64)
    metallic, roughness = (np.clip(surface[name], 0, 1).astype(np.float64) for name in ("metallic", "roughness"))
    specular = surface["specular"].astype(np.float64)
    dielectric = np.clip(((bench.material.ior - 1) / (bench.material.ior + 1)) ** 2 * surface["specular_color"], 0, 1)
    edge = specular * (1 - metallic) + metallic
    f0 = np.clip((dielectric * specular * (1 - metallic) + color * metallic) / np.maximum(edge, 1e-6), 0, 1)
    shine = edge * gloss_factor(roughness, f0, bench.anisotropy)
    gone = specular * glossy(roughness, dielectric).max(axis=-1, keepdims=True)
    if bench.filmed:
        gone = gone + (film_mean(bench.material, surface) - gone) * surface["iridescence"]
    matte = color * (1 - metallic) * (1 - gone) / matte_mean(roughness)
    if is_pane(bench):
        matte = matte * (1 - clearness(bench))

    def gloss(scale: float) -> Plugin:
        plain = gloss_lobe(bench, roughness, f0, shine * below * scale)
        return filmed_lobe(bench, roughness, plain, below * scale)

    found = [(0.5, bumped(bench, "normal", gloss))]
    if (matte > 0).any():
        mean_roughness = float(matte_roughness(roughness.mean()))
        found.append(
            (
                0.5,
                bumped(
                    bench, "normal", lambda scale: matte_lobe(bench, mean_roughness, matte * below * scale), MATTE_SLOPE
                ),
            )
        )
    return found


def gloss_lobe(bench: Bench, roughness: Array, f0: Array, factor: Array) -> Plugin:
    """GGX over a conductor that stands in for Schlick's Fresnel."""
    canvas = bench.groups.surface.canvas
    eta, k = conductor(f0)
    return {
        "type": "roughconductor",
        "distribution": "ggx",
        **widths(bench, np.maximum(roughness**2, LEAST_ALPHA), canvas),
        "eta": bench.texture(eta, canvas),
        "k": bench.texture(k, canvas),
        "specular_reflectance": bench.texture(factor, canvas),
    }


def filmed_lobe(bench: Bench, roughness: Array, plain: Plugin, factor: float) -> Plugin:
    """`plain`, and by the film's share the same facets with the film's light, so many times as strong."""
    if not bench.filmed:
        return plain
    surface = bench.groups.surface
    mirror = gloss_lobe(bench, roughness, np.ones((1, 1, 1)), np.ones((1, 1, 1)))
    lit = {"type": "mesh_attribute", "name": FILM, "scale": factor}
    weight = bench.texture(surface["iridescence"], surface.canvas)
    return {"type": "blendbsdf", "weight": weight, "a": plain, "b": {**mirror, "specular_reflectance": lit}}


def widths(bench: Bench, alpha: Array, canvas: Canvas | None) -> Plugin:
    """α of both directions: KHR_materials_anisotropy draws the lobe out along the tangent or across it."""
    if not bench.anisotropy:
        return {"alpha": bench.texture(alpha, canvas)}
    along = stretched(alpha, bench.anisotropy)
    across = abs(np.sin(bench.material.anisotropy_rotation)) > np.sqrt(0.5)
    u, v = (alpha, along) if across else (along, alpha)
    return {"alpha_u": bench.texture(u, canvas), "alpha_v": bench.texture(v, canvas)}


def matte_lobe(bench: Bench, roughness: float, color: Array) -> Plugin:
    """Disney's diffuse lobe without its gloss: it falls off where glTF's gloss takes light away."""
    return {
        "type": "principled",
        "base_color": bench.texture(color, bench.groups.surface.canvas),
        "roughness": roughness,
        "specular": 0.0,
        "main_specular_sampling_rate": 0.0,
    }


def sheen_lobe(bench: Bench, factor: float) -> Plugin:
    """Disney's sheen and a little of its diffuse lobe, as `sheen_parts` fits them to glTF's."""
    group = bench.groups.sheen
    color = group["sheen"].astype(np.float64)
    even, rim = sheen_parts(float(group["sheen_roughness"].mean()))
    luminance = (color @ np.array([0.2126, 0.7152, 0.0722]))[..., None]
    return {
        "type": "principled",
        "base_color": bench.texture(color * max(even, 1e-3) * factor, group.canvas),
        "sheen": bench.texture(luminance * rim * factor, group.canvas),
        "sheen_tint": 1.0,
        "roughness": 0.3,
        "specular": 0.0,
        "main_specular_sampling_rate": 0.0,
    }


def coat_lobe(bench: Bench, factor: float) -> Plugin:
    """The coat's own gloss."""
    group = bench.groups.coat
    roughness = np.clip(group["coat_roughness"], 0, 1).astype(np.float64)
    eta, k = (each.item() for each in conductor(np.array(COAT_F0)))
    shine = group["coat"] * gloss_factor(roughness, np.full_like(roughness, COAT_F0)) * factor
    return {
        "type": "roughconductor",
        "distribution": "ggx",
        "alpha": bench.texture(np.maximum(roughness**2, LEAST_ALPHA), group.canvas),
        "eta": _plain(eta),
        "k": _plain(k),
        "specular_reflectance": bench.texture(np.repeat(shine, 3, axis=-1), group.canvas),
    }


def _mean_cover(bench: Bench) -> float:
    """Share of light that coat and sheen keep from what is below."""
    coat, sheen = bench.groups.coat, bench.groups.sheen
    shine = coat["coat"] * glossy(np.clip(coat["coat_roughness"], 0, 1).astype(np.float64), np.array(COAT_F0))
    fibres = sheen["sheen"].max(axis=-1, keepdims=True) * sheen_albedo(sheen["sheen_roughness"].astype(np.float64))
    return float(1 - (1 - np.mean(shine)) * (1 - np.mean(fibres)))


def glass(bench: Bench, below: float) -> Plugin:
    """A thin pane that light goes straight through, a frosted one, or a solid body that bends light."""
    surface, material = bench.groups.surface, bench.material
    tint = surface["base_color"][..., :3].astype(np.float64) * below
    roughness = np.clip(surface["roughness"], 0, 1)
    f0 = ((material.ior - 1) / (material.ior + 1)) ** 2
    if surface["thickness"].max() > 0:
        return solid(bench, np.sqrt(tint * absorbed(bench)))
    if is_pane(bench):
        # Mitsuba's pane has two faces and sends back 2R / (1 + R); glTF's has one.
        once = np.sqrt(f0 / (2 - f0))
        ior = float((1 + once) / (1 - once))
        return {
            "type": "thindielectric",
            "int_ior": max(ior, 1.0001),
            "ext_ior": 1.0,
            "specular_transmittance": bench.texture(tint, surface.canvas),
        }
    return {
        "type": "principledthin",
        "base_color": bench.texture(tint, surface.canvas),
        "roughness": bench.texture(np.maximum(roughness, SMOOTH), surface.canvas),
        "spec_trans": 1.0,
        "eta": material.ior,
    }


def is_pane(bench: Bench) -> bool:
    """Whether it lets light through without bending or scattering it: then the picture has alpha there."""
    surface = bench.groups.surface
    widest = np.median(surface["roughness"]) * min(max(2 * bench.material.ior - 2, 0.0), 1.0)
    return bool(surface["transmission"].any() and surface["thickness"].max() <= 0 and widest**2 <= CLEAR_ALPHA)


def veil_of(bench: Bench) -> Plugin:
    """What the material keeps of the light behind it, and nothing that it sends back itself."""
    surface = bench.groups.surface
    black: Plugin = {"type": "diffuse", "reflectance": _plain(0.0)}
    kept = black
    if is_pane(bench):
        tint = surface["base_color"][..., :3] * clearness(bench) * (1 - _mean_cover(bench))
        through = {"specular_transmittance": bench.texture(tint, surface.canvas)}
        kept = {**glass(bench, 1.0), **through, "specular_reflectance": _plain(0.0)}
    return {"type": "mask", "opacity": bench.texture(opacity(bench), surface.canvas), "bsdf": kept}


def open_pane(bench: Bench, factor: float) -> Plugin:
    """A pane that lets light through, so many times as strong, and reflects none."""
    surface = bench.groups.surface
    kept = 1 - ((bench.material.ior - 1) / (bench.material.ior + 1)) ** 2
    tint = surface["base_color"][..., :3] * clearness(bench) * (kept * factor)
    through = bench.texture(tint, surface.canvas)
    return {"type": "thindielectric", "int_ior": 1.0001, "ext_ior": 1.0, "specular_transmittance": through}


def absorbed(bench: Bench) -> Array:
    """Share (H, W, 3) of light that is left after the volume's thickness."""
    material = bench.material
    rate = -np.log(np.maximum(material.attenuation_color, 1e-4)) / material.attenuation_distance
    return np.asarray(np.exp(-rate * bench.groups.surface["thickness"]))


def solid(bench: Bench, tint: Array) -> Plugin:
    """Half of the body's absorption at each of the two faces that light crosses."""
    canvas, roughness = bench.groups.surface.canvas, np.clip(bench.groups.surface["roughness"], 0, 1)
    color = bench.texture(tint, canvas)
    words: Plugin = {"int_ior": max(bench.material.ior, 1.0001), "ext_ior": 1.0, "specular_transmittance": color}
    if roughness.max() < SMOOTH:
        return {"type": "dielectric", **words}
    alpha = bench.texture(np.maximum(roughness**2, LEAST_ALPHA), canvas)
    return {"type": "roughdielectric", "distribution": "ggx", "alpha": alpha, **words}


def bumped(bench: Bench, name: str, lobe: Lobe, steepest: float = MIRROR_SLOPE) -> Lobe:
    """`lobe` under the normal map `name`, where there is one."""
    group: Inputs = getattr(bench.groups, name)
    if group.canvas is None or group[name].shape[:2] == (1, 1):
        return lobe
    bumps = bench.texture(relief(bench, group, name, steepest), group.canvas)
    return lambda scale: {"type": "normalmap", "normalmap": bumps, "bsdf": lobe(scale)}


def relief(bench: Bench, group: Inputs, name: str, steepest: float) -> Array:
    """Normals (H, W, 3) in 0..1 in the frame that Mitsuba builds from the UVs: u, and n × u."""
    normal = group[name].astype(np.float32).copy()
    if group.canvas is not None and group.canvas.turn is not None:
        normal[..., :2] = np.einsum(
            "hwij,hwj->hwi", group.canvas.turn.reshape(*normal.shape[:2], 2, 2), normal[..., :2]
        )
    elif bench.mirrored:
        normal[..., 1] *= -1
    slope = np.hypot(normal[..., 0], normal[..., 1])
    normal[..., 2] = np.maximum(normal[..., 2], np.maximum(slope / steepest, 1e-3))
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    return np.asarray(normal * 0.5 + 0.5)


def _plain(value: float) -> Plugin:
    return {"type": "rawconstant", "value": value}
