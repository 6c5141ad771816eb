"""Bytes behind a glTF `uri`: data URIs, and files that lie inside the model's own folder. Nothing else is fetched."""

import base64
import binascii
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from renderer.errors import ModelError
from renderer.gltf.container import MAX_FILE_BYTES


def resolve_uri(uri: str, folder: Path | None) -> bytes:
    """The bytes of `uri`; `folder` is where relative ones are looked up, None where there is no folder to look in."""
    return _decode_data_uri(uri) if uri.startswith("data:") else _read_inside(uri, folder)


def media_type_of(uri: str) -> str | None:
    """What a data URI says it is, e.g. `image/png`; None for any other URI."""
    return uri[5:].split(",", 1)[0].split(";", 1)[0] or None if uri.startswith("data:") else None


def _decode_data_uri(uri: str) -> bytes:
    header, comma, payload = uri.partition(",")
    if not comma:
        raise ModelError("A data URI has no comma before its data.", code="URI_INVALID")
    try:
        return base64.b64decode(payload, validate=True) if header.endswith(";base64") else unquote_to_bytes(payload)
    except binascii.Error as error:
        raise ModelError(f"A data URI does not hold base64: {error}.", code="URI_INVALID") from error


def _read_inside(uri: str, folder: Path | None) -> bytes:
    shown = uri[:80]
    if folder is None:
        raise ModelError(f"The model refers to a file outside itself: {shown!r}. Embed it.", code="URI_EXTERNAL")
    if "://" in uri or "\0" in unquote(uri) or "\\" in unquote(uri):
        raise ModelError(
            f"{shown!r} is not a relative path; only files beside the model are read.", code="URI_EXTERNAL"
        )
    try:
        path = (folder / unquote(uri)).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise ModelError(f"{shown!r} leads out of the model's folder.", code="URI_ESCAPES")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ModelError(f"{shown!r} has more than {MAX_FILE_BYTES:,} bytes.", code="MODEL_TOO_LARGE")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise ModelError(f"{shown!r} beside the model: {reason}.", code="URI_NOT_FOUND") from error
