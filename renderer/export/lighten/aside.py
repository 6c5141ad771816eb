"""Looks set aside and brought back: a model is as light in red as in blue, and need not be lightened twice."""

import io
from collections.abc import Mapping

from PIL import Image, UnidentifiedImageError

from renderer.gltf.container import copy_json
from renderer.gltf.document import Document

FACTOR = "baseColorFactor"
STAND_IN = b"P4 #"
"""What stands in for an image begins so: the head of a picture in a format that glTF does not know, without pixels."""


def set_looks_aside(document: Document) -> Document:
    """A copy whose baseColorFactors and images are stand-ins, equal where these are equal and images as large.

    Materials have no extras. Whatever joins materials by comparing them finds in it what it would have found in
    `document`.
    """
    stand_ins = _stand_in_images(document)
    document = document.copy()
    for image, stand_in in zip(document.json.get("images", []), stand_ins, strict=True):
        document.views[image["bufferView"]] = stand_in
    seen: dict[tuple[float, ...], int] = {}
    materials = document.json.get("materials", [])
    for material in materials:
        material.pop("extras", None)
        pbr = material.get("pbrMetallicRoughness", {})
        if FACTOR in pbr:
            number = seen.setdefault(tuple(pbr[FACTOR][:3]), len(seen) + 1)
            pbr[FACTOR] = _stand_in_color(number / (len(materials) + 1), pbr[FACTOR])
    return document


def bring_looks_back(document: Document, looks: Document) -> Document:
    """A copy of `document` with the materials and images of `looks`, of which it is a lighter copy."""
    document, images = document.copy(), images_by_stand_in(looks)
    if "materials" in looks.json:
        document.json["materials"] = copy_json(looks.json["materials"])
    for image in document.json.get("images", []):
        number = image["bufferView"]
        document.views[number] = images[bytes(document.views[number])]
    return document


def images_by_stand_in(looks: Document) -> Mapping[bytes, bytes]:
    """What stands in for an image of `looks` → its bytes."""
    return {stand_in: looks.image_bytes(number) for number, stand_in in enumerate(_stand_in_images(looks))}


def _stand_in_images(document: Document) -> list[bytes]:
    first: dict[str, int] = {}
    numbers = range(len(document.json.get("images", [])))
    same = [first.setdefault(document.image_digest(number), number) for number in numbers]
    return [_head(document, number) for number in same]


def _head(document: Document, number: int) -> bytes:
    """Tells an image's number, and its size where Pillow can tell it."""
    try:
        with Image.open(io.BytesIO(document.image_bytes(number))) as picture:
            width, height = picture.size
    except UnidentifiedImageError:
        width, height = 0, 0
    return STAND_IN + b" %d\n%d %d\n" % (number, width, height)


def _stand_in_color(grey: float, factor: list[float]) -> list[float]:
    return [grey, grey, grey, *factor[3:]]
