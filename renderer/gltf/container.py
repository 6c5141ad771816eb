"""The GLB container, https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html#glb-file-format-specification."""

import json
import struct
from typing import Any

from renderer.errors import ModelError

Json = dict[str, Any]
"""A parsed JSON object."""

JsonValue = Any
"""Anything that JSON can say."""

MAGIC = b"glTF"
CHUNK_JSON = 0x4E4F534A
CHUNK_BIN = 0x004E4942
MAX_JSON_BYTES = 128 * 1024 * 1024
MAX_FILE_BYTES = 1024 * 1024 * 1024


def read_glb(data: bytes) -> tuple[Json, memoryview]:
    """The JSON and the BIN chunk (empty where there is none) of a GLB; raises `ModelError`."""
    if len(data) > MAX_FILE_BYTES:
        raise ModelError(
            f"The file has {len(data):,} bytes; at most {MAX_FILE_BYTES:,} are read.", code="MODEL_TOO_LARGE"
        )
    chunks = _chunks(data)
    if not chunks or chunks[0][0] != CHUNK_JSON:
        raise ModelError("A GLB has to begin with its JSON chunk; this one does not.", code="GLB_INVALID")
    has_binary = len(chunks) > 1 and chunks[1][0] == CHUNK_BIN
    return parse_json(bytes(chunks[0][1])), chunks[1][1] if has_binary else memoryview(b"")


def _chunks(data: bytes) -> list[tuple[int, memoryview]]:
    if len(data) < 12 or data[:4] != MAGIC:
        raise ModelError("The file is not a GLB: it does not begin with the letters glTF.", code="GLB_INVALID")
    version, length = struct.unpack_from("<II", data, 4)
    if version != 2:
        raise ModelError(f"The GLB has container version {version}; only version 2 is read.", code="GLB_VERSION")
    if length > len(data):
        raise ModelError(
            f"The GLB is cut off: {length:,} bytes are announced, {len(data):,} are there.", code="GLB_TRUNCATED"
        )
    chunks, offset = [], 12
    while offset + 8 <= length:
        size, kind = struct.unpack_from("<II", data, offset)
        if offset + 8 + size > length:
            raise ModelError(f"The GLB chunk at byte {offset} runs past the end of the file.", code="GLB_TRUNCATED")
        chunks.append((kind, memoryview(data)[offset + 8 : offset + 8 + size]))
        offset += 8 + size
    return chunks


def parse_json(data: bytes) -> Json:
    """A glTF JSON text as an object; raises `ModelError` where it is none, or nests or counts beyond reason."""
    if len(data) > MAX_JSON_BYTES:
        raise ModelError(
            f"The glTF JSON has {len(data):,} bytes; at most {MAX_JSON_BYTES:,} are read.", code="MODEL_TOO_LARGE"
        )
    try:
        parsed = json.loads(data.decode("utf-8"), parse_constant=_refuse_constant)
        serialize_json(parsed)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"The glTF JSON cannot be read: {error}.", code="JSON_INVALID") from error
    if not isinstance(parsed, dict):
        raise ModelError("The glTF JSON is not an object.", code="JSON_INVALID")
    return parsed


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


def copy_json(value: JsonValue) -> JsonValue:
    """A copy of all arrays and objects in `value`; several times as fast as `copy.deepcopy`, which expects anything."""
    if isinstance(value, dict):
        return {key: copy_json(item) for key, item in value.items()}
    return [copy_json(item) for item in value] if isinstance(value, list) else value


def serialize_json(value: Json) -> bytes:
    """`value` as compact UTF-8 JSON, keys in their own order; ValueError for NaN and half characters."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


def write_glb(document: Json, binary: bytes) -> bytes:
    """A GLB of one JSON chunk and, where `binary` is not empty, one BIN chunk, both padded to 4 bytes."""
    chunks = _chunk(CHUNK_JSON, serialize_json(document), b" ")
    if binary:
        chunks += _chunk(CHUNK_BIN, binary, b"\0")
    return MAGIC + struct.pack("<II", 2, 12 + len(chunks)) + chunks


def _chunk(kind: int, data: bytes, padding: bytes) -> bytes:
    data += padding * (-len(data) % 4)
    return struct.pack("<II", len(data), kind) + data
