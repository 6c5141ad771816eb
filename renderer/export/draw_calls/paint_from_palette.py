"""Materials that are numbers only become one, which reads its numbers from a palette: a column of texels for each.

The way of gltf-transform's `palette`, https://gltf-transform.dev/modules/functions/functions/palette.
"""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pygltflib import ARRAY_BUFFER, CLAMP_TO_EDGE, NEAREST  # type: ignore[import-untyped]

from renderer.color import linear_to_srgb
from renderer.digest import digest_value
from renderer.export.needs import primitives
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.placement import Matrix

NAME = "palette"
TEXELS = 4
"""A column's width and height, so that a viewer that filters all the same does not mix neighbours."""
SAMPLER: Json = {"magFilter": NEAREST, "minFilter": NEAREST, "wrapS": CLAMP_TO_EDGE, "wrapT": CLAMP_TO_EDGE}
COAT = ("alphaMode", "extensions")
OF_A_NUMBER = {"name", "extras", "pbrMetallicRoughness", "doubleSided", *COAT}
NUMBERS = {"baseColorFactor", "metallicFactor", "roughnessFactor"}


def paint_from_palette(document: Document, *, coated: bool = False) -> Document:
    """A copy in which opaque materials without textures and extensions are one; `extras.slots` names them in order.

    With `coated`, so are those whose extensions say the same and have no textures, a palette for each such coat, and
    panes of one glass. Their primitives get TEXCOORD_0 (normalized 16 bits), one place in the palette each.
    """
    document = document.copy()
    coats: dict[str, list[int]] = {}
    for number, material in enumerate(document.items("materials")):
        coat = {key: material[key] for key in COAT if key in material}
        if _is_plain(document, number, material) and (coated or not coat):
            coats.setdefault(digest_value(coat), []).append(number)
    for painted in coats.values():
        if len(painted) > 1:
            _paint(document, painted)
    return document


def _paint(document: Document, painted: list[int]) -> None:
    """Let materials `painted` be one, that reads their colours."""
    materials = [document.items("materials")[number] for number in painted]
    columns = 1 << (len(painted) - 1).bit_length()
    palette = document.add_material(_material(document, materials, columns))
    for primitive in primitives(document):
        if primitive.get("material") in painted:
            _place(document, primitive, (painted.index(primitive["material"]) + 0.5) / columns)
            primitive["material"] = palette


def _is_plain(document: Document, number: int, material: Json) -> bool:
    is_number = material.keys() <= OF_A_NUMBER and not material.get("doubleSided", False)
    own = [each for each in primitives(document) if each.get("material") == number]
    return (
        is_number
        and material.get("pbrMetallicRoughness", {}).keys() <= NUMBERS
        and material.get("alphaMode") != "MASK"
        and not any("index" in info for coat in material.get("extensions", {}).values() for info in _objects(coat))
        and bool(own)
        and all(each.keys() <= {"attributes", "indices", "material", "mode"} for each in own)
        and not any(name.startswith(("TEXCOORD_", "COLOR_")) for each in own for name in each["attributes"])
    )


def _objects(coat: Json) -> list[Json]:
    return [value for value in coat.values() if isinstance(value, dict)]


def _material(document: Document, painted: list[Json], columns: int) -> Json:
    factors = [material.get("pbrMetallicRoughness", {}) for material in painted]
    color = linear_to_srgb(np.array([each.get("baseColorFactor", (1.0,) * 4)[:3] for each in factors]))
    data = np.array([[0.0, each.get("roughnessFactor", 1.0), each.get("metallicFactor", 1.0)] for each in factors])
    coat = {key: painted[0][key] for key in COAT if key in painted[0]}
    if coat.get("alphaMode") == "BLEND":
        alpha = [[each.get("baseColorFactor", (1.0,) * 4)[3]] for each in factors]
        color = np.concatenate([color, np.array(alpha)], axis=1)
    return {
        "name": NAME,
        "pbrMetallicRoughness": {
            "baseColorTexture": {"index": _texture(document, color, columns)},
            "metallicRoughnessTexture": {"index": _texture(document, data, columns)},
        },
        **coat,
        "extras": {"slots": [slot for material in painted for slot in slots(material)]},
    }


def slots(material: Json) -> list[str]:
    """The slots whose look a material gives: its own name, or those that were joined in it."""
    found: list[str] = material.get("extras", {}).get("slots") or [material.get("name", "")]
    return found


def _texture(document: Document, values: Matrix, columns: int) -> int:
    texels = np.zeros((columns, values.shape[1]), np.uint8)
    texels[: len(values)] = np.round(np.clip(values, 0.0, 1.0) * 255.0)
    buffer = io.BytesIO()
    Image.fromarray(np.tile(texels.repeat(TEXELS, axis=0), (TEXELS, 1, 1))).save(buffer, "PNG", optimize=True)
    return document.add_texture(document.add_image(buffer.getvalue(), "image/png", NAME), SAMPLER)


def _place(document: Document, primitive: Json, u: float) -> None:
    count = document.items("accessors")[primitive["attributes"]["POSITION"]]["count"]
    place: NDArray[np.uint16] = np.tile(np.round(np.array([u, 0.5]) * 65_535).astype(np.uint16), (count, 1))
    primitive["attributes"]["TEXCOORD_0"] = document.add_accessor(place, ARRAY_BUFFER, normalized=True)
