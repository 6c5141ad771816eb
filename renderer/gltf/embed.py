"""From the buffers, offsets and URIs of a file to bytes by buffer view, and back into one buffer."""

import copy
from collections.abc import Sequence
from pathlib import Path

from renderer.errors import ModelError
from renderer.gltf.accessors import View
from renderer.gltf.container import MAX_FILE_BYTES, Json
from renderer.gltf.uri import media_type_of, resolve_uri

ALIGNMENT = 4
HIDES_GEOMETRY = {
    "EXT_meshopt_compression": "Decompress it first, e.g. with gltfpack -noq.",
    "KHR_meshopt_compression": "Decompress it first.",
    "KHR_draco_mesh_compression": "Decompress it first, e.g. with gltf-transform.",
}
"""Extensions whose data cannot be read here, with the way out."""
READABLE_REQUIRED: tuple[str, ...] = (
    "KHR_materials_",
    "KHR_texture_transform",
    "KHR_mesh_quantization",
    "KHR_lights_punctual",
    "EXT_texture_webp",
)
READABLE_REQUIRED += ("EXT_mesh_gpu_instancing", "KHR_node_visibility", "KHR_xmp_json_ld", "KHR_animation_pointer")


def embed(json: Json, binary: memoryview, folder: Path | None) -> tuple[Json, list[View]]:
    """The document with its images as buffer views, and the bytes of each buffer view; raises `ModelError`.

    `binary` is the BIN chunk, the first buffer where that has no URI; `folder` holds what relative URIs name.
    """
    _check_extensions(json)
    buffers = [_buffer(entry, number, binary, folder) for number, entry in enumerate(json.get("buffers", []))]
    views: list[View] = [_slice(entry, number, buffers) for number, entry in enumerate(json.get("bufferViews", []))]
    if sum(map(len, views)) > MAX_FILE_BYTES:
        raise ModelError(f"The buffer views add up to more than {MAX_FILE_BYTES:,} bytes.", code="MODEL_TOO_LARGE")
    return _with_embedded_images(json, views, folder), views


def _check_extensions(json: Json) -> None:
    required = json.get("extensionsRequired", [])
    for name in [*required, *(used for used in json.get("extensionsUsed", []) if "meshopt" in used)]:
        if not name.startswith(READABLE_REQUIRED):
            way_out = HIDES_GEOMETRY.get(name, "Export the model without it.")
            raise ModelError(f"The model needs {name}, which is not read. {way_out}", code="EXTENSION_UNSUPPORTED")


def _buffer(entry: Json, number: int, binary: memoryview, folder: Path | None) -> memoryview:
    inside = binary if number == 0 else memoryview(b"")
    data = memoryview(resolve_uri(entry["uri"], folder)) if "uri" in entry else inside
    length = entry.get("byteLength", 0)
    if "uri" in entry and len(data) < length:
        raise ModelError(
            f"Buffer {number} says it has {length:,} bytes; {len(data):,} are there.", code="BUFFER_TRUNCATED"
        )
    return data[:length]


def _slice(entry: Json, number: int, buffers: list[memoryview]) -> memoryview:
    start, length = entry.get("byteOffset", 0), entry.get("byteLength", 0)
    if "buffer" not in entry or start + length > len(buffers[entry["buffer"]]):
        raise ModelError(f"Buffer view {number} reaches outside of its buffer.", code="BUFFER_VIEW_RANGE")
    return buffers[entry["buffer"]][start : start + length]


def _with_embedded_images(json: Json, views: list[View], folder: Path | None) -> Json:
    if not any("uri" in image for image in json.get("images", [])):
        return json
    json = copy.deepcopy(json)
    for image in json["images"]:
        if "uri" in image:
            uri = image.pop("uri")
            data = resolve_uri(uri, folder)
            image.setdefault("mimeType", media_type_of(uri) or sniff_image(data))
            image["bufferView"] = len(views)
            views.append(memoryview(data))
            json.setdefault("bufferViews", []).append({"buffer": 0, "byteLength": len(data)})
    return json


def sniff_image(data: bytes) -> str:
    """The media type that the first bytes of an image speak of; raises `ModelError` for one that glTF does not know."""
    for magic, mime in ((b"\x89PNG", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"RIFF", "image/webp")):
        if data.startswith(magic):
            return mime
    raise ModelError("An image is neither PNG nor JPEG nor WebP.", code="IMAGE_INVALID")


def pack(json: Json, views: Sequence[View]) -> tuple[Json, bytes]:
    """The document over one buffer, and that buffer: the views one after the other, each on a multiple of 4 bytes."""
    binary, entries = bytearray(), []
    for entry, view in zip(json.get("bufferViews", []), views, strict=True):
        entries.append({**entry, "buffer": 0, "byteOffset": len(binary), "byteLength": len(view)})
        binary += view
        binary += bytes(-len(binary) % ALIGNMENT)
    packed = {key: value for key, value in json.items() if key not in {"buffers", "bufferViews"}}
    if not entries:
        return packed, b""
    first = {key: value for key, value in next(iter(json.get("buffers", [])), {}).items() if key != "uri"}
    return {**packed, "bufferViews": entries, "buffers": [{**first, "byteLength": len(binary)}]}, bytes(binary)
