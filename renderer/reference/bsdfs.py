"""A glTF material as Mitsuba's BSDFs: lobes of known albedo, blended so that they add up.

https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html#appendix-b-brdf-implementation, lobes as in
`renderer.reference.lobes`; https://mitsuba.readthedocs.io/en/stable/src/generated/plugins_bsdfs.html.
"""

from collections.abc import Callable
from functools import reduce

import numpy as np

from renderer.reference.bench import COAT_F0, LEAST_ALPHA, Array, Bench, Plugin, masked, mean_cover, plain
from renderer.reference.canvas import Canvas, Inputs
from renderer.reference.film import film_mean
from renderer.reference.glass import clearness, glass, is_pane, open_pane
from renderer.reference.lobes import (
    conductor,
    gloss_factor,
    glossy,
    matte_mean,
    matte_roughness,
    sheen_parts,
    stretched,
)

Lobe = Callable[[float], Plugin]
"""A lobe as Mitsuba's plugin, so many times as strong."""

PANE = 0.5
"""Share of samples that go on through a pane that sends light back otherwise than by its gloss alone."""
FILM = "vertex_film"
"""What meshes call the light of a film at their corners."""
MIRROR_SLOPE, MATTE_SLOPE = 0.85, 4.0
"""Steepest slopes of normal maps: a mirror any steeper would show what is below its own surface, which is nothing."""


def bsdf_of(bench: Bench) -> Plugin:
    """The whole material."""
    if bench.material.unlit:
        plugin: Plugin = {"type": "twosided", "bsdf": {"type": "diffuse", "reflectance": plain(0.0)}}
    else:
        plugin = layered(bench)
    return masked(bench, plugin)


def layered(bench: Bench) -> Plugin:
    """Coat over sheen over base, and glass beside the base by its share."""
    below = 1 - mean_cover(bench)
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
    dielectric = np.clip(bench.material.f0 * surface["specular_color"], 0, 1)
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
        "eta": plain(eta),
        "k": plain(k),
        "specular_reflectance": bench.texture(np.repeat(shine, 3, axis=-1), group.canvas),
    }


def bumped(bench: Bench, name: str, lobe: Lobe, steepest: float = MIRROR_SLOPE) -> Lobe:
    """`lobe` under the normal map `name`, where there is one.

    As it is by glTF: Mitsuba would darken what leans, Estevez et al. 2019, https://doi.org/10.1007/978-1-4842-4427-2_12.
    """
    group: Inputs = getattr(bench.groups, name)
    if group.canvas is None or group[name].shape[:2] == (1, 1):
        return lobe
    bumps = bench.texture(relief(bench, group, name, steepest), group.canvas)
    return lambda scale: {"type": "normalmap", "normalmap": bumps, "use_shadowing_function": False, "bsdf": lobe(scale)}


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
