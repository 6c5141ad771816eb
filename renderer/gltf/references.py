"""Every index in a document, found by walking its shape: one walk for checking, pruning and renumbering."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from renderer.errors import ModelError
from renderer.gltf.container import Json, JsonValue
from renderer.gltf.schema import EXTENSION_COLLECTIONS, GLTF, MATERIAL
from renderer.gltf.shape import COUNT, FACTOR, Each, Number, Numbers, Ref, Shape, Values

LARGEST = 3.4028234663852886e38
"""The largest single-precision number: what no reader of glTF could hold is refused."""


@dataclass(frozen=True)
class Reference:
    """One index in a document: `holder[key]` points into `collection`; `path` is its JSON pointer."""

    holder: Any
    key: Any
    collection: str
    path: str


def collection(document: Json, name: str) -> list[Any]:
    """The array that a `Ref` of that name points into, empty where the document has none."""
    if name not in EXTENSION_COLLECTIONS:
        return document.get(name, [])  # type: ignore[no-any-return]
    return document.get("extensions", {}).get(EXTENSION_COLLECTIONS[name], {}).get(name, [])  # type: ignore[no-any-return]


def references(document: Json) -> Iterator[Reference]:
    """Every index in `document`; raises `ModelError` at the first value of a wrong type."""
    return _walk(document, GLTF, "")


def check_references(document: Json) -> None:
    """Raise `ModelError` where a value has a wrong type or an index points at nothing."""
    for reference in list(references(document)):
        limit = len(collection(document, reference.collection))
        if reference.holder[reference.key] >= limit:
            raise ModelError(
                f"{reference.path} is {reference.holder[reference.key]}, but there are {limit} {reference.collection}.",
                code="MODEL_REFERENCE",
            )


def check_material(material: Json) -> None:
    """Raise `ModelError` where a value of a glTF material object has a wrong type."""
    for _ in _walk(material, MATERIAL, ""):
        pass


def texture_infos(material: Json) -> dict[str, Json]:
    """Every textureInfo of a material by its JSON pointer, those of extensions included."""
    found = [reference for reference in _walk(material, MATERIAL, "") if reference.collection == "textures"]
    return {reference.path.removesuffix("/index"): reference.holder for reference in found}


def texture_uv(info: Json) -> int:
    """The number of the TEXCOORD set that a textureInfo reads, KHR_texture_transform heeded."""
    transform = info.get("extensions", {}).get("KHR_texture_transform", {})
    return int(transform.get("texCoord", info.get("texCoord", 0)))


def tangent_map(material: Json) -> Json | None:
    """The textureInfo whose UVs span the tangent space of a material, also of a swatch; None where it needs none."""
    extensions = material.get("extensions", {})
    coat, anisotropy = (extensions.get(f"KHR_materials_{name}") for name in ("clearcoat", "anisotropy"))
    bumps = material.get("normalTexture") or (coat or {}).get("clearcoatNormalTexture")
    found: Json | None = bumps if bumps or anisotropy is None else anisotropy.get("anisotropyTexture", {})
    return found


def _walk(value: JsonValue, shape: Shape, path: str) -> Iterator[Reference]:
    match shape:
        case Each():
            for key, item in enumerate(_expect(value, list, path)):
                yield from _step(value, key, item, shape.item, f"{path}/{key}")
        case Values():
            for key, item in _expect(value, dict, path).items():
                yield from _step(value, key, item, shape.item, f"{path}/{key}")
        case dict():
            _expect(value, dict, path)
            for key in [key for key in shape if key in value]:
                yield from _step(value, key, value[key], shape[key], f"{path}/{key}")
        case Number():
            _check_number(value, shape, path)
        case Numbers():
            for key, item in enumerate(_expect(value, list, path, shape.length)):
                _check_number(item, FACTOR, f"{path}/{key}")
        case _:
            _expect(value, shape, path)


def _step(holder: JsonValue, key: JsonValue, value: JsonValue, shape: Shape, path: str) -> Iterator[Reference]:
    if isinstance(shape, Ref):
        _check_number(value, COUNT, path)
        yield Reference(holder, key, shape.collection, path)
    else:
        yield from _walk(value, shape, path)


NAMES = {list: "an array", dict: "an object", str: "a string", bool: "true or false"}


def _expect(value: JsonValue, kind: type, path: str, length: int | None = None) -> JsonValue:
    if not isinstance(value, kind) or (isinstance(value, list) and length not in {None, len(value)}):
        wanted = NAMES[kind] if length is None else f"an array of {length} numbers"
        raise ModelError(f"{path or 'The document'} has to be {wanted}.", code="MODEL_TYPE")
    return value


def _check_number(value: JsonValue, shape: Number, path: str) -> None:
    kinds = int if shape.whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not shape.least <= value or not abs(value) <= LARGEST:
        wanted = "a whole number from 0" if shape.whole else "a finite number"
        raise ModelError(f"{path} has to be {wanted}.", code="MODEL_TYPE")
