"""How the slots of this configuration colour each other: the bake's light, taking on the colours of now."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.document import Document
from renderer.studio.bake import Bake
from renderer.studio.shade.materials import COLUMNS, Material
from renderer.studio.shade.textures import PYRAMIDS

Array = NDArray[np.float64]

ORDERS = 12
"""Bounces followed; what is left after them is below a thousandth."""
SHINE = 0.04
"""What a dielectric sends back off its surface, whatever its colour."""


@dataclass(frozen=True, eq=False)
class Bounced:
    """Light that slots send on, for materials m and the bake's K strongest slots."""

    weight: Array
    """(K, 3) what `Bake.bounce` counts for: albedo × light of all orders × tint."""
    radiance: Array
    """(M, 3) radiance of a material's surface for each unit of the light that falls on it first."""
    inverse_direct: Array
    """(K,) 1 / luminance of the light that falls on slot k first."""


def bounced(bake: Bake, document: Document, materials: list[Material]) -> Bounced:
    """Follow light between the slots: B = direct + transfer · (albedo × B), as a series."""
    albedo = np.stack([mean_albedo(document, material) for material in materials])
    own = albedo[bake.bounce_material]
    gain = np.ones_like(own)
    direct, transfer = bake.direct.astype(np.float64), bake.transfer.astype(np.float64)
    for _ in range(ORDERS):
        gain = 1 + transfer @ (bake.bounce_tint * own * gain) / np.maximum(direct, 1e-6)
    radiance = albedo.copy()
    radiance[bake.bounce_material] = own * gain
    brightness = direct @ np.array([0.2126, 0.7152, 0.0722])
    return Bounced(own * gain * bake.bounce_tint, radiance, 1 / np.maximum(brightness, 1e-6))


def mean_albedo(document: Document, material: Material) -> Array:
    """(3,) the share of light that a material sends back, averaged over its textures."""
    base = _mean(document, material, "base_color")[:3]
    metallic = _mean(document, material, "metallic")[0]
    return np.asarray(np.clip(base * (1 - SHINE * (1 - metallic)) + SHINE * (1 - metallic), 0, 0.95))


def _mean(document: Document, material: Material, name: str) -> Array:
    width = 4 if name == "base_color" else 1
    factor = material.factors[COLUMNS[name] : COLUMNS[name] + width]
    use = material.textures.get(name)
    if use is None:
        return factor
    data = document.image_bytes(document.texture_image(use.texture))
    mean = PYRAMIDS.pyramid(data, srgb=name == "base_color").mean
    return factor * (mean if width == 4 else mean[2:3])
