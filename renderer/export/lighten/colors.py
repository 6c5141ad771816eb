"""Base colours set aside and brought back: a model is as light in red as in blue, and need not be lightened twice."""

from renderer.gltf.container import copy_json
from renderer.gltf.document import Document

FACTOR = "baseColorFactor"


def set_colors_aside(document: Document) -> Document:
    """A copy in which baseColorFactors are stand-ins, equal where colours are equal, and extras of materials are gone.

    Whatever weighs or joins materials by comparing them finds in it what it would have found in `document`.
    """
    document = document.copy()
    seen: dict[tuple[float, ...], int] = {}
    materials = document.json.get("materials", [])
    for material in materials:
        material.pop("extras", None)
        pbr = material.get("pbrMetallicRoughness", {})
        if FACTOR in pbr:
            number = seen.setdefault(tuple(pbr[FACTOR][:3]), len(seen) + 1)
            pbr[FACTOR] = _stand_in(number / (len(materials) + 1), pbr[FACTOR])
    return document


def bring_colors_back(document: Document, colored: Document) -> Document:
    """A copy of `document` with the materials of `colored`, of which it is a lighter copy."""
    document = document.copy()
    if "materials" in colored.json:
        document.json["materials"] = copy_json(colored.json["materials"])
    return document


def _stand_in(grey: float, factor: list[float]) -> list[float]:
    return [grey, grey, grey, *factor[3:]]
