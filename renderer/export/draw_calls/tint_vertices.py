"""Materials that differ in colour alone become one, and their vertices carry the colour."""

from collections import defaultdict

import numpy as np
from pygltflib import ARRAY_BUFFER  # type: ignore[import-untyped]

from renderer.digest import digest_value
from renderer.export.draw_calls.paint_from_palette import slots
from renderer.export.needs import materials_on, primitives
from renderer.gltf.container import Json
from renderer.gltf.document import Document

COLOR = "COLOR_0"
DARKEST = 1e-6


def tint_vertices(document: Document) -> Document:
    """A copy in which opaque materials that are equal but for baseColorFactor are the first of them, `extras.slots`
    naming all; COLOR_0 (normalized 16 bits, linear) makes up the difference.
    """
    document = document.copy()
    materials = document.items("materials")
    alike: dict[str, list[int]] = defaultdict(list)
    for number, material in enumerate(materials):
        if material.get("alphaMode", "OPAQUE") == "OPAQUE" and _may_be_tinted(document, number):
            alike[_look_without_color(material)].append(number)
    for numbers in alike.values():
        if len(numbers) > 1:
            _tint(document, numbers)
    return document


def _may_be_tinted(document: Document, number: int) -> bool:
    """Not what a variant shows, nor what some vertices colour already."""
    material = document.items("materials")[number]
    own = [each for each in primitives(document) if any(on is material for on in materials_on(document, each))]
    return bool(own) and all(
        COLOR not in each["attributes"] and each.keys() <= {"attributes", "indices", "material", "mode"} for each in own
    )


def _look_without_color(material: Json) -> str:
    pbr = {key: value for key, value in material.get("pbrMetallicRoughness", {}).items() if key != "baseColorFactor"}
    rest = {key: value for key, value in material.items() if key not in {"name", "extras", "pbrMetallicRoughness"}}
    return digest_value({**rest, "pbr": pbr})


def _tint(document: Document, numbers: list[int]) -> None:
    materials = document.items("materials")
    colors = {number: _color(materials[number]) for number in numbers}
    brightest = np.maximum(np.max(list(colors.values()), axis=0), DARKEST)
    for primitive in primitives(document):
        if primitive.get("material") in colors:
            _color_vertices(document, primitive, colors[primitive["material"]] / brightest)
            primitive["material"] = numbers[0]
    first = materials[numbers[0]]
    first["pbrMetallicRoughness"] = {**first.get("pbrMetallicRoughness", {}), "baseColorFactor": [*brightest, 1.0]}
    named = [slot for number in numbers for slot in slots(materials[number])]
    first["extras"] = {**first.get("extras", {}), "slots": named}


def _color(material: Json) -> list[float]:
    factor: list[float] = material.get("pbrMetallicRoughness", {}).get("baseColorFactor", [1.0] * 4)[:3]
    return factor


def _color_vertices(document: Document, primitive: Json, color: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
    count = document.items("accessors")[primitive["attributes"]["POSITION"]]["count"]
    values = np.tile(np.round(color * 65_535).astype(np.uint16), (count, 1))
    primitive["attributes"][COLOR] = document.add_accessor(values, ARRAY_BUFFER, normalized=True)
