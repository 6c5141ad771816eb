"""What lets light through, as Mitsuba's BSDFs: panes, frosted ones, bodies that bend light; what panes keep of a page.

https://mitsuba.readthedocs.io/en/stable/src/generated/plugins_bsdfs.html.
"""

import numpy as np

from renderer.reference.bench import LEAST_ALPHA, Array, Bench, Plugin, masked, mean_cover, plain
from renderer.studio.scene import CLEAR_ALPHA

SMOOTH = 0.04
"""Solid glass of less roughness is drawn clear."""
LEAST_IOR = 1.0001
"""Mitsuba takes no index of 1 or less."""
MOST_F0 = 0.98
"""Of a pane: one that sends back all of the light has no index."""


def clearness(bench: Bench) -> Array:
    """(H, W, 1) share of what is neither metal nor gloss that lets light through."""
    surface = bench.groups.surface
    return np.asarray(np.clip(surface["transmission"] * (1 - np.clip(surface["metallic"], 0, 1)), 0, 1))


def glass(bench: Bench, below: float) -> Plugin:
    """A thin pane that light goes straight through, a frosted one, or a solid body that bends light."""
    surface, material = bench.groups.surface, bench.material
    tint = surface["base_color"][..., :3].astype(np.float64) * below
    roughness = np.clip(surface["roughness"], 0, 1)
    f0 = min(material.f0, MOST_F0)
    if surface["thickness"].max() > 0:
        return solid(bench, np.sqrt(tint * absorbed(bench)))
    if is_pane(bench):
        # Mitsuba's pane has two faces and sends back 2R / (1 + R); glTF's has one.
        once = np.sqrt(f0 / (2 - f0))
        ior = float((1 + once) / (1 - once))
        return {
            "type": "thindielectric",
            "int_ior": max(ior, LEAST_IOR),
            "ext_ior": 1.0,
            "specular_transmittance": bench.texture(tint, surface.canvas),
        }
    return {
        "type": "principledthin",
        "base_color": bench.texture(tint, surface.canvas),
        "roughness": bench.texture(np.maximum(roughness, SMOOTH), surface.canvas),
        "spec_trans": 1.0,
        "eta": max(material.ior, LEAST_IOR),
    }


def is_pane(bench: Bench) -> bool:
    """Whether it lets light through without bending or scattering it: then the picture has alpha there."""
    surface = bench.groups.surface
    widest = np.median(surface["roughness"]) * min(max(2 * bench.material.ior - 2, 0.0), 1.0)
    return bool(surface["transmission"].any() and surface["thickness"].max() <= 0 and widest**2 <= CLEAR_ALPHA)


def veil_of(bench: Bench) -> Plugin:
    """What the material keeps of the light behind it, and nothing that it sends back itself."""
    surface = bench.groups.surface
    black: Plugin = {"type": "diffuse", "reflectance": plain(0.0)}
    kept = black
    if is_pane(bench):
        tint = surface["base_color"][..., :3] * clearness(bench) * (1 - mean_cover(bench))
        through = {"specular_transmittance": bench.texture(tint, surface.canvas)}
        kept = {**glass(bench, 1.0), **through, "specular_reflectance": plain(0.0)}
    return masked(bench, kept)


def open_pane(bench: Bench, factor: float) -> Plugin:
    """A pane that lets light through, so many times as strong, and reflects none."""
    surface = bench.groups.surface
    kept = 1 - min(bench.material.f0, MOST_F0)
    tint = surface["base_color"][..., :3] * clearness(bench) * (kept * factor)
    through = bench.texture(tint, surface.canvas)
    return {"type": "thindielectric", "int_ior": LEAST_IOR, "ext_ior": 1.0, "specular_transmittance": through}


def absorbed(bench: Bench) -> Array:
    """Share (H, W, 3) of light that is left after the volume's thickness."""
    material = bench.material
    rate = -np.log(np.maximum(material.attenuation_color, 1e-4)) / material.attenuation_distance
    return np.asarray(np.exp(-rate * bench.groups.surface["thickness"]))


def solid(bench: Bench, tint: Array) -> Plugin:
    """Half of the body's absorption at each of the two faces that light crosses."""
    canvas, roughness = bench.groups.surface.canvas, np.clip(bench.groups.surface["roughness"], 0, 1)
    color = bench.texture(tint, canvas)
    words: Plugin = {"int_ior": max(bench.material.ior, LEAST_IOR), "ext_ior": 1.0, "specular_transmittance": color}
    if roughness.max() < SMOOTH:
        return {"type": "dielectric", **words}
    alpha = bench.texture(np.maximum(roughness**2, LEAST_ALPHA), canvas)
    return {"type": "roughdielectric", "distribution": "ggx", "alpha": alpha, **words}
