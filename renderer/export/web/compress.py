"""Buffer views packed by meshopt into a GLB, and back.

https://github.com/KhronosGroup/glTF/tree/main/extensions/2.0/Vendor/EXT_meshopt_compression
"""

from dataclasses import dataclass

import numpy as np
from pygltflib import FLOAT, SHORT, TRIANGLES, UNSIGNED_BYTE  # type: ignore[import-untyped]

from renderer.errors import ModelError
from renderer.export.needs import primitives
from renderer.export.web.codec import FILTERS, MODES, decoded, encoded, exponential, octahedral
from renderer.gltf.accessors import Array, View
from renderer.gltf.container import Json, read_glb, write_glb
from renderer.gltf.document import Document
from renderer.gltf.embed import pack
from renderer.gltf.prune import declare_extensions
from renderer.gltf.references import check_references

EXTENSION = "EXT_meshopt_compression"
NORMAL_BITS, UV_BITS = 12, 16
DIRECTIONS = ("NORMAL", "TANGENT")
ALIGNMENT = 4
MOST_BYTES = 256_000_000
"""Unpacked; what a file announces costs memory before it is found to lie."""


@dataclass(frozen=True)
class Packed:
    """A view as it goes into the file: its bytes, and what the extension says of them."""

    data: bytes
    count: int
    stride: int
    mode: str = "ATTRIBUTES"
    rule: str = "NONE"

    @property
    def size(self) -> int:
        """Bytes that it takes when it is unpacked, on a multiple of four."""
        return self.count * self.stride + -(self.count * self.stride) % ALIGNMENT

    def place(self, unpacked: int, offset: int) -> Json:
        """The buffer view: where its bytes would stand unpacked, and where in the file they stand packed."""
        stride = {"byteStride": self.stride} if self.mode == "ATTRIBUTES" else {}
        rule = {"filter": self.rule} if self.rule != "NONE" else {}
        told = {"byteStride": self.stride, "count": self.count, "mode": self.mode, **rule}
        extension = {"buffer": 0, "byteOffset": offset, "byteLength": len(self.data), **told}
        length = self.count * self.stride
        return {
            "buffer": 1,
            "byteOffset": unpacked,
            "byteLength": length,
            **stride,
            "extensions": {EXTENSION: extension},
        }


def compress(document: Document) -> bytes:
    """A GLB whose vertices and indices are packed; normals become 16 bits of which 12 are exact, texture coordinates
    floats of 16 exact bits. What moves (animations, skins) is left as it is.
    """
    document = document.copy()
    packed: dict[int, Packed] = {}
    for primitive in primitives(document):
        for attributes in [primitive.get("attributes", {}), *primitive.get("targets", [])]:
            for name, number in attributes.items():
                _add(document, packed, number, name)
        if "indices" in primitive:
            _add_indices(document, packed, primitive)
    return write_glb(*_laid_out(document, packed)) if packed else document.to_glb()


def _add(document: Document, packed: dict[int, Packed], number: int, name: str) -> None:
    accessor = document.items("accessors")[number]
    if _is_packable(accessor, packed):
        packed[accessor["bufferView"]] = _vertices(accessor, document.accessor(number, stored=True), name)


def _is_packable(accessor: Json, packed: dict[int, Packed]) -> bool:
    return "bufferView" in accessor and "sparse" not in accessor and accessor["bufferView"] not in packed


def _vertices(accessor: Json, values: Array, name: str) -> Packed:
    """The values of a vertex attribute; `accessor` learns what a filter makes of them."""
    is_float = accessor["componentType"] == FLOAT
    if is_float and name in DIRECTIONS:
        accessor |= {"componentType": SHORT, "normalized": True}
        return _filtered(accessor, octahedral(_wide(values, 4), NORMAL_BITS), 8, "OCTAHEDRAL")
    if is_float and name.startswith("TEXCOORD_"):
        return _filtered(accessor, exponential(values, UV_BITS), values.shape[1] * 4, "EXPONENTIAL")
    rows = np.ascontiguousarray(values).view(np.uint8).reshape(len(values), -1)
    rows = _wide(rows, rows.shape[1] + -rows.shape[1] % ALIGNMENT)
    return Packed(encoded(rows.tobytes(), len(rows), rows.shape[1], "ATTRIBUTES"), len(rows), rows.shape[1])


def _filtered(accessor: Json, data: bytes, stride: int, rule: str) -> Packed:
    """Rounded values have other bounds, which no one needs."""
    accessor.pop("min", None)
    accessor.pop("max", None)
    count = accessor["count"]
    return Packed(encoded(data, count, stride, "ATTRIBUTES"), count, stride, rule=rule)


def _wide(rows: Array, width: int) -> Array:
    return np.pad(rows, ((0, 0), (0, width - rows.shape[1])))


def _add_indices(document: Document, packed: dict[int, Packed], primitive: Json) -> None:
    accessor = document.items("accessors")[primitive["indices"]]
    if _is_packable(accessor, packed) and accessor["componentType"] != UNSIGNED_BYTE:
        values = document.accessor(primitive["indices"])
        in_threes = primitive.get("mode", TRIANGLES) == TRIANGLES and len(values) % 3 == 0
        mode = "TRIANGLES" if in_threes else "INDICES"
        data = encoded(values.tobytes(), len(values), values.itemsize, mode)
        packed[accessor["bufferView"]] = Packed(data, len(values), values.itemsize, mode)


def _laid_out(document: Document, packed: dict[int, Packed]) -> tuple[Json, bytes]:
    """The document over the buffer of the file, and one that exists only once the views are unpacked."""
    document.use_extensions([EXTENSION])
    document.json["extensionsRequired"] = sorted({*document.json.get("extensionsRequired", []), EXTENSION})
    binary, entries, unpacked = bytearray(), [], 0
    for number, (entry, view) in enumerate(zip(document.items("bufferViews"), document.views, strict=True)):
        plain = {key: value for key, value in entry.items() if key in {"name", "target", "byteStride"}}
        each = packed.get(number)
        entries.append(plain | (each.place(unpacked, len(binary)) if each else _place(len(binary), len(view))))
        unpacked += each.size if each else 0
        binary += each.data if each else view
        binary += bytes(-len(binary) % ALIGNMENT)
    buffers = [{"byteLength": len(binary)}, {"byteLength": unpacked, "extensions": {EXTENSION: {"fallback": True}}}]
    return {**document.json, "bufferViews": entries, "buffers": buffers}, bytes(binary)


def _place(offset: int, length: int) -> Json:
    return {"buffer": 0, "byteOffset": offset, "byteLength": length}


def decompress(data: bytes) -> bytes:
    """A packed GLB as a plain one; any other GLB as it is. Raises `ModelError` where it cannot be unpacked."""
    json, binary = read_glb(data)
    if EXTENSION not in json.get("extensionsUsed", []):
        return data
    check_references(json)
    entries = json.get("bufferViews", [])
    if sum(entry.get("byteLength", 0) for entry in entries) > MOST_BYTES:
        raise ModelError(f"Unpacked, the model has more than {MOST_BYTES:,} bytes.", code="MODEL_TOO_LARGE")
    views = [_unpacked(entry, number, binary) for number, entry in enumerate(entries)]
    for entry in entries:
        entry.get("extensions", {}).pop(EXTENSION, None)
        if not entry.get("extensions", True):
            del entry["extensions"]
    json["buffers"] = json.get("buffers", [])[:1]
    plain = Document(json, views)
    declare_extensions(plain)
    return write_glb(*pack(plain.json, plain.views))


def _unpacked(entry: Json, number: int, binary: memoryview) -> View:
    told = entry.get("extensions", {}).get(EXTENSION, entry)
    start, length = told.get("byteOffset", 0), told.get("byteLength", 0)
    if told.get("buffer") != 0 or start + length > len(binary):
        raise ModelError(f"Buffer view {number} reaches outside of its buffer.", code="BUFFER_VIEW_RANGE")
    data = binary[start : start + length]
    if told is entry:
        return data
    count, stride, mode, rule = (told.get(key) for key in ("count", "byteStride", "mode", "filter"))
    if not count or not stride or count * stride != entry.get("byteLength") or mode not in MODES:
        raise ModelError(f"Buffer view {number} does not say how it is packed.", code="MESHOPT_INVALID")
    return decoded(bytes(data), count, stride, mode, rule if rule in FILTERS else "NONE")
