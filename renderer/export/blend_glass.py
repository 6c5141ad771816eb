"""Thin clear glass as alpha, which every viewer knows.

Viewers without KHR_materials_transmission show a windshield as a white wall, and those with it do so before a
transparent canvas. A pane lets through transmission · colour of what is behind it and adds its own diffuse light:

    seen = t · c · behind + (1 - t) · c            t transmissionFactor, c baseColorFactor
    alpha blending: (1 - a) · behind + a · d

d is chosen so that the two agree in each channel over mid grey. That takes a = 1 - t · min(c) at least; a deep colour
would come to hide all behind it, so there a = 1 - t · mean(c), and the two agree on average.
"""

import numpy as np

from renderer.gltf.container import Json
from renderer.gltf.document import Document

TRANSMISSION, VOLUME = "KHR_materials_transmission", "KHR_materials_volume"
CLEAR = 0.2
"""Roughness up to which a pane is clear: frosted glass blurs, which alpha cannot."""
BEHIND = 0.5
NEUTRAL = 0.1
"""How far apart the channels of a glass may be that counts as clear."""
LEAST = 0.01


def blend_glass(document: Document) -> Document:
    """A copy in which thin, clear, untextured glass blends instead of transmitting; thick and frosted glass is kept."""
    document = document.copy()
    for material in document.json.get("materials", []):
        if _is_clear_pane(material):
            _blend(material)
    return document


def _is_clear_pane(material: Json) -> bool:
    extensions, pbr = material.get("extensions", {}), material.get("pbrMetallicRoughness", {})
    transmission = extensions.get(TRANSMISSION, {})
    return bool(
        transmission.get("transmissionFactor", 0.0) > 0
        and "transmissionTexture" not in transmission
        and "baseColorTexture" not in pbr
        and VOLUME not in extensions
        and pbr.get("roughnessFactor", 1.0) <= CLEAR
        and material.get("alphaMode", "OPAQUE") == "OPAQUE"
    )


def _blend(material: Json) -> None:
    pbr = material["pbrMetallicRoughness"]
    color = np.array(pbr.get("baseColorFactor", (1.0, 1.0, 1.0, 1.0))[:3])
    through = material["extensions"].pop(TRANSMISSION)["transmissionFactor"]
    passing = color.min() if np.ptp(color) < NEUTRAL else color.mean()
    alpha = max(LEAST, 1.0 - through * float(passing))
    seen = through * color * BEHIND + (1.0 - through) * color
    own = np.clip((seen - (1.0 - alpha) * BEHIND) / alpha, 0.0, 1.0)
    pbr["baseColorFactor"] = [round(float(value), 6) for value in (*own, alpha)]
    material["alphaMode"] = "BLEND"
    if not material["extensions"]:
        del material["extensions"]
