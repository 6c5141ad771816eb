"""Texture coordinates in 16 bits: half of the bytes, by glTF's core alone.

https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html#meshes-overview allows normalized shorts between 0 and 1;
KHR_texture_transform brings coordinates that go further back to where they were.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pygltflib import ARRAY_BUFFER, FLOAT  # type: ignore[import-untyped]

from renderer.export.needs import materials_on, primitives
from renderer.export.textures.reads import Reads, reads
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.references import texture_infos, texture_uv
from renderer.gltf.uv_matrix import uv_matrix

Floats = NDArray[np.float64]

PREFIX = "TEXCOORD_"
TRANSFORM = "KHR_texture_transform"
STEPS = 65_535
MOST_TEXELS = 0.5
"""As far as a coordinate may move on the picture that is read by it."""


@dataclass(eq=False)
class Group:
    """Coordinates that have to go together: accessors, and the textureInfos that read them."""

    accessors: set[int] = field(default_factory=set)
    infos: dict[int, Json] = field(default_factory=dict)


def pack_coordinates(document: Document) -> Document:
    """A copy whose TEXCOORDs are normalized 16 bits wherever nobody can tell.

    Coordinates of palettes, of what morphs, and of surfaces so large that a step would be seen stay as they are.
    """
    document = document.copy()
    packed: dict[int, int] = {}
    looked_at = reads(document)
    for group in _groups(document):
        if _may_be_packed(document, group, looked_at):
            packed |= _pack(document, group)
    for primitive in primitives(document):
        attributes = primitive["attributes"]
        attributes |= {name: packed[number] for name, number in attributes.items() if number in packed}
    return document


def _groups(document: Document) -> list[Group]:
    """Accessors that share a textureInfo, and textureInfos that share an accessor, are in one group."""
    groups: list[Group] = []
    for primitive in primitives(document):
        infos = [info for material in materials_on(document, primitive) for info in texture_infos(material).values()]
        for name, number in primitive["attributes"].items():
            if name.startswith(PREFIX):
                read = [info for info in infos if texture_uv(info) == int(name.removeprefix(PREFIX))]
                groups = _joined(groups, Group({number}, {id(info): info for info in read}))
    return groups


def _joined(groups: list[Group], new: Group) -> list[Group]:
    met = [each for each in groups if each.accessors & new.accessors or each.infos.keys() & new.infos.keys()]
    for each in met:
        new.accessors |= each.accessors
        new.infos |= each.infos
    return [*(each for each in groups if each not in met), new]


def _may_be_packed(document: Document, group: Group, looked_at: Mapping[int, Reads]) -> bool:
    entries = [document.items("accessors")[number] for number in group.accessors]
    if group.accessors & set(_morphed(document)) or any(
        entry["componentType"] != FLOAT or "sparse" in entry or not entry["count"] for entry in entries
    ):
        return False
    if any(looked_at[document.texture_image(info["index"])].texels for info in group.infos.values()):
        return False
    step = 0.5 * _box(document, group)[1].max() / STEPS
    # Written so that no number (NaN) is too large as well.
    return not any(not step * _texels(document, info) <= MOST_TEXELS for info in group.infos.values())


def _texels(document: Document, info: Json) -> float:
    """How many texels of a picture one unit of its coordinates goes over."""
    with Image.open(io.BytesIO(document.image_bytes(document.texture_image(info["index"])))) as picture:
        return float(np.abs(uv_matrix(_transform(info))[:, :2]).max() * max(picture.size))


def _morphed(document: Document) -> Iterator[int]:
    for primitive in primitives(document):
        for target in primitive.get("targets", []):
            if any(name.startswith(PREFIX) for name in target):
                yield from [*primitive["attributes"].values(), *target.values()]


def _box(document: Document, group: Group) -> tuple[Floats, Floats]:
    """Least coordinates (2,) and how far they reach from there; those between 0 and 1 stay what they are."""
    values = np.concatenate([document.accessor(number).astype(np.float64) for number in sorted(group.accessors)])
    low, high = values.min(axis=0), values.max(axis=0)
    if (low >= 0).all() and (high <= 1).all():
        return np.zeros(2), np.ones(2)
    return low, np.where(high > low, high - low, 1.0)


def _pack(document: Document, group: Group) -> dict[int, int]:
    """Old accessors by new ones; the textureInfos read the new."""
    low, span = _box(document, group)
    if low.any() or (span != 1).any():
        for info in group.infos.values():
            _stretch(info, low, span)
        document.use_extensions([TRANSFORM] if group.infos else [])
    found = {}
    for number in sorted(group.accessors):
        steps = np.round((document.accessor(number).astype(np.float64) - low) / span * STEPS).astype(np.uint16)
        found[number] = document.add_accessor(steps, ARRAY_BUFFER, normalized=True)
    return found


def _stretch(info: Json, low: Floats, span: Floats) -> None:
    """Have `info` read coordinates from 0 to 1 as the `span` from `low` on that they stand for."""
    before = _transform(info)
    matrix = uv_matrix(before)
    offset = matrix[:, 2] + matrix[:, :2] @ low
    scale = np.array(before.get("scale", (1.0, 1.0))) * span
    words = {**before, "offset": [float(each) for each in offset], "scale": [float(each) for each in scale]}
    info["extensions"] = {**info.get("extensions", {}), TRANSFORM: words}


def _transform(info: Json) -> Json:
    found: Json = info.get("extensions", {}).get(TRANSFORM, {})
    return found
