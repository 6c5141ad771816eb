"""The shape of a glTF document, written once: what has which type, and which integer is an index into which array.

`references(document)` walks the shape. It raises `ModelError` where a value has the wrong type, and yields every
index it meets, so that one description serves checking, pruning and renumbering. Keys that the shape does not name
(unknown extensions, extras) are left alone. Source: the JSON schema of glTF 2.0 and of its ratified extensions,
https://github.com/KhronosGroup/glTF/tree/main/specification/2.0/schema.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from renderer.errors import ModelError
from renderer.gltf.container import Json, JsonValue

Shape = Any
"""A type (`str`, `bool`), one of the classes below, or a dict of shapes by key for an object."""


@dataclass(frozen=True)
class Each:
    """An array, each item of one shape."""

    item: Shape


@dataclass(frozen=True)
class Values:
    """An object that is a dictionary, each value of one shape."""

    item: Shape


@dataclass(frozen=True)
class Ref:
    """An index into the collection of that name."""

    collection: str


@dataclass(frozen=True)
class Number:
    """A finite number, at least `least`; `whole` where glTF wants an integer."""

    least: float = -math.inf
    whole: bool = False


@dataclass(frozen=True)
class Numbers:
    """`length` finite numbers."""

    length: int


@dataclass(frozen=True)
class Reference:
    """One index in a document: `holder[key]` points into `collection`; `path` is its JSON pointer."""

    holder: Any
    key: Any
    collection: str
    path: str


LARGEST = 3.4028234663852886e38
"""The largest single-precision number: what no reader of glTF could hold is refused."""

COUNT = Number(least=0, whole=True)
FACTOR = Number()


def texture_info(**more: Shape) -> Json:
    """A textureInfo, with the transform that KHR_texture_transform may give it."""
    transform = {"offset": Numbers(2), "rotation": FACTOR, "scale": Numbers(2), "texCoord": COUNT}
    return {"index": Ref("textures"), "texCoord": COUNT, "extensions": {"KHR_texture_transform": transform}, **more}


TEXTURE = texture_info()
NORMAL_TEXTURE = texture_info(scale=FACTOR)

MATERIAL_EXTENSIONS: Json = {
    "KHR_materials_anisotropy": {
        "anisotropyStrength": FACTOR,
        "anisotropyRotation": FACTOR,
        "anisotropyTexture": TEXTURE,
    },
    "KHR_materials_clearcoat": {
        "clearcoatFactor": FACTOR,
        "clearcoatTexture": TEXTURE,
        "clearcoatRoughnessFactor": FACTOR,
        "clearcoatRoughnessTexture": TEXTURE,
        "clearcoatNormalTexture": NORMAL_TEXTURE,
    },
    "KHR_materials_diffuse_transmission": {
        "diffuseTransmissionFactor": FACTOR,
        "diffuseTransmissionTexture": TEXTURE,
        "diffuseTransmissionColorFactor": Numbers(3),
        "diffuseTransmissionColorTexture": TEXTURE,
    },
    "KHR_materials_dispersion": {"dispersion": FACTOR},
    "KHR_materials_emissive_strength": {"emissiveStrength": FACTOR},
    "KHR_materials_ior": {"ior": FACTOR},
    "KHR_materials_iridescence": {
        "iridescenceFactor": FACTOR,
        "iridescenceTexture": TEXTURE,
        "iridescenceIor": FACTOR,
        "iridescenceThicknessMinimum": FACTOR,
        "iridescenceThicknessMaximum": FACTOR,
        "iridescenceThicknessTexture": TEXTURE,
    },
    "KHR_materials_pbrSpecularGlossiness": {
        "diffuseFactor": Numbers(4),
        "diffuseTexture": TEXTURE,
        "specularFactor": Numbers(3),
        "glossinessFactor": FACTOR,
        "specularGlossinessTexture": TEXTURE,
    },
    "KHR_materials_sheen": {
        "sheenColorFactor": Numbers(3),
        "sheenColorTexture": TEXTURE,
        "sheenRoughnessFactor": FACTOR,
        "sheenRoughnessTexture": TEXTURE,
    },
    "KHR_materials_specular": {
        "specularFactor": FACTOR,
        "specularTexture": TEXTURE,
        "specularColorFactor": Numbers(3),
        "specularColorTexture": TEXTURE,
    },
    "KHR_materials_transmission": {"transmissionFactor": FACTOR, "transmissionTexture": TEXTURE},
    "KHR_materials_unlit": {},
    "KHR_materials_volume": {
        "thicknessFactor": FACTOR,
        "thicknessTexture": TEXTURE,
        "attenuationDistance": FACTOR,
        "attenuationColor": Numbers(3),
    },
}

MATERIAL: Json = {
    "name": str,
    "pbrMetallicRoughness": {
        "baseColorFactor": Numbers(4),
        "baseColorTexture": TEXTURE,
        "metallicFactor": FACTOR,
        "roughnessFactor": FACTOR,
        "metallicRoughnessTexture": TEXTURE,
    },
    "normalTexture": NORMAL_TEXTURE,
    "occlusionTexture": texture_info(strength=FACTOR),
    "emissiveTexture": TEXTURE,
    "emissiveFactor": Numbers(3),
    "alphaMode": str,
    "alphaCutoff": FACTOR,
    "doubleSided": bool,
    "extensions": MATERIAL_EXTENSIONS,
}

PRIMITIVE: Json = {
    "attributes": Values(Ref("accessors")),
    "indices": Ref("accessors"),
    "material": Ref("materials"),
    "mode": COUNT,
    "targets": Each(Values(Ref("accessors"))),
    "extensions": {
        "KHR_draco_mesh_compression": {"bufferView": Ref("bufferViews"), "attributes": Values(COUNT)},
        "KHR_materials_variants": {"mappings": Each({"material": Ref("materials"), "variants": Each(Ref("variants"))})},
    },
}

NODE: Json = {
    "name": str,
    "children": Each(Ref("nodes")),
    "mesh": Ref("meshes"),
    "skin": Ref("skins"),
    "camera": Ref("cameras"),
    "matrix": Numbers(16),
    "translation": Numbers(3),
    "rotation": Numbers(4),
    "scale": Numbers(3),
    "weights": Each(FACTOR),
    "extensions": {
        "KHR_lights_punctual": {"light": Ref("lights")},
        "KHR_node_visibility": {"visible": bool},
        "EXT_mesh_gpu_instancing": {"attributes": Values(Ref("accessors"))},
    },
}

SPARSE: Json = {
    "count": COUNT,
    "indices": {"bufferView": Ref("bufferViews"), "byteOffset": COUNT, "componentType": COUNT},
    "values": {"bufferView": Ref("bufferViews"), "byteOffset": COUNT},
}

GLTF: Json = {
    "asset": {"version": str, "minVersion": str, "copyright": str, "generator": str},
    "extensionsUsed": Each(str),
    "extensionsRequired": Each(str),
    "scene": Ref("scenes"),
    "scenes": Each({"name": str, "nodes": Each(Ref("nodes"))}),
    "nodes": Each(NODE),
    "meshes": Each({"name": str, "primitives": Each(PRIMITIVE), "weights": Each(FACTOR)}),
    "materials": Each(MATERIAL),
    "textures": Each(
        {
            "name": str,
            "sampler": Ref("samplers"),
            "source": Ref("images"),
            "extensions": {
                "EXT_texture_webp": {"source": Ref("images")},
                "KHR_texture_basisu": {"source": Ref("images")},
            },
        }
    ),
    "images": Each({"name": str, "uri": str, "mimeType": str, "bufferView": Ref("bufferViews")}),
    "samplers": Each({"name": str, "magFilter": COUNT, "minFilter": COUNT, "wrapS": COUNT, "wrapT": COUNT}),
    "accessors": Each(
        {
            "name": str,
            "bufferView": Ref("bufferViews"),
            "byteOffset": COUNT,
            "componentType": COUNT,
            "count": COUNT,
            "type": str,
            "normalized": bool,
            "min": Each(FACTOR),
            "max": Each(FACTOR),
            "sparse": SPARSE,
        }
    ),
    "bufferViews": Each(
        {
            "name": str,
            "buffer": Ref("buffers"),
            "byteOffset": COUNT,
            "byteLength": COUNT,
            "byteStride": COUNT,
            "target": COUNT,
        }
    ),
    "buffers": Each({"uri": str, "byteLength": COUNT}),
    "cameras": Each({"name": str, "type": str, "perspective": {}, "orthographic": {}}),
    "skins": Each(
        {
            "name": str,
            "inverseBindMatrices": Ref("accessors"),
            "skeleton": Ref("nodes"),
            "joints": Each(Ref("nodes")),
        }
    ),
    "animations": Each(
        {
            "name": str,
            "channels": Each({"sampler": COUNT, "target": {"node": Ref("nodes"), "path": str}}),
            "samplers": Each({"input": Ref("accessors"), "output": Ref("accessors"), "interpolation": str}),
        }
    ),
    "extensions": {
        "KHR_lights_punctual": {"lights": Each({"name": str, "type": str})},
        "KHR_materials_variants": {"variants": Each({"name": str})},
    },
}

EXTENSION_COLLECTIONS = {"lights": "KHR_lights_punctual", "variants": "KHR_materials_variants"}


def collection(document: Json, name: str) -> list[Any]:
    """The array that a `Ref` of that name points into, empty where the document has none."""
    if name not in EXTENSION_COLLECTIONS:
        return document.get(name, [])  # type: ignore[no-any-return]
    return document.get("extensions", {}).get(EXTENSION_COLLECTIONS[name], {}).get(name, [])  # type: ignore[no-any-return]


def extensions_in(value: JsonValue) -> set[str]:
    """Names of the extensions that have an object anywhere in `value`, extras aside."""
    if isinstance(value, list):
        return set().union(*map(extensions_in, value))
    if not isinstance(value, dict):
        return set()
    extensions = value.get("extensions")
    own = set(extensions) if isinstance(extensions, dict) else set()
    return own.union(*(extensions_in(item) for key, item in value.items() if key != "extras"))


def known_extensions(shape: Shape = GLTF) -> set[str]:
    """Names of the extensions that this module describes."""
    if isinstance(shape, Each | Values):
        return known_extensions(shape.item)
    if not isinstance(shape, dict):
        return set()
    return set(shape.get("extensions", ())).union(*map(known_extensions, shape.values()))


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
