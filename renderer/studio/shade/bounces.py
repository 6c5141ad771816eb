"""How the slots of this configuration colour each other: the bake's light, taking on the colours of now."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.document import Document
from renderer.studio.bake import Bake
from renderer.studio.shade.materials import COLUMNS, Material
from renderer.studio.shade.textures import COLOR, DATA, PYRAMIDS

Array = NDArray[np.float64]

ORDERS = 12
"""Bounces followed; what is left after them is below a thousandth."""
CHANNELS = {"metallic": slice(2, 3), "roughness": slice(1, 2)}
MOST = 0.95
"""No surface sends back more: the series has an end."""


@dataclass(frozen=True, eq=False)
class Bounced:
    """Light that slots send on, for materials m and the bake's K strongest slots."""

    weight: Array
    """(K, 3) what `Bake.bounce` counts for: albedo × light of all orders × tint."""
    radiance: Array
    """(M, 6) radiance of a material's surface for each unit of the light that falls on it first, 3, and for each unit
    of what it would show as a mirror, 3."""
    inverse_direct: Array
    """(K,) 1 / luminance of the light that falls on slot k first."""


def bounced(bake: Bake, document: Document, materials: list[Material]) -> Bounced:
    """Follow light between the slots of `document`."""
    albedo = np.stack([mean_albedo(document, material) for material in materials])
    polish = np.stack([mean_polish(document, material) for material in materials])
    return bounced_between(bake, albedo, polish)


def bounced_between(bake: Bake, albedo: Array, polish: Array) -> Bounced:
    """B = direct + transfer · (albedo × B), as a series; `mean_albedo` and `mean_polish` of each material (M, 3)."""
    own = albedo[bake.bounce_material]
    gain = np.ones_like(own)
    direct, transfer = bake.direct.astype(np.float64), bake.transfer.astype(np.float64)
    for _ in range(ORDERS):
        gain = 1 + transfer @ (bake.bounce_tint * own * gain) / np.maximum(direct, 1e-6)
    radiance = np.concatenate([albedo, polish], axis=1)
    radiance[bake.bounce_material, :3] = own * gain
    radiance[:, :3] -= polish
    brightness = direct @ np.array([0.2126, 0.7152, 0.0722])
    return Bounced(own * gain * bake.bounce_tint, radiance, 1 / np.maximum(brightness, 1e-6))


def mean_albedo(document: Document, material: Material) -> Array:
    """(3,) the share of light that a material sends back, averaged over its textures."""
    base, metallic = _mean(document, material, "base_color")[:3], _mean(document, material, "metallic")[0]
    shine = facing_shine(material) * (1 - metallic)
    return np.asarray(np.clip(base * (1 - shine.max()) + shine, 0, MOST))


def mean_polish(document: Document, material: Material) -> Array:
    """(3,) the part of that share that is a picture of what is around: less, the rougher the surface is."""
    base, metallic = _mean(document, material, "base_color")[:3], _mean(document, material, "metallic")[0]
    gloss = 1 - min(float(_mean(document, material, "roughness")[0]), 1.0)
    return np.asarray(np.clip(base * metallic + facing_shine(material) * (1 - metallic), 0, MOST) * gloss)


def facing_shine(material: Material) -> Array:
    """(3,) what a dielectric sends back off its surface where it is seen from the front."""
    color = material.factors[COLUMNS["specular_color"] : COLUMNS["specular_color"] + 3]
    f0 = ((material.ior - 1) / (material.ior + 1)) ** 2
    return np.asarray(np.minimum(f0 * color, 1) * material.factors[COLUMNS["specular"]])


def _mean(document: Document, material: Material, name: str) -> Array:
    width = 4 if name == "base_color" else 1
    factor = material.factors[COLUMNS[name] : COLUMNS[name] + width]
    use = material.textures.get(name)
    if use is None:
        return factor
    data = document.image_bytes(document.texture_image(use.texture))
    mean = PYRAMIDS.pyramid(data, COLOR if name == "base_color" else DATA).mean
    return factor * (mean if width == 4 else mean[CHANNELS[name]])
