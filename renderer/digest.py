"""Names for content: SHA-256 over bytes, and over values by way of their canonical JSON (RFC 8785)."""

import hashlib

import rfc8785
from pydantic import BaseModel


def digest_bytes(data: bytes) -> str:
    """SHA-256 of `data` as 64 lower-case hex digits."""
    return hashlib.sha256(data).hexdigest()


def digest_value(value: object) -> str:
    """SHA-256 of a JSON-ready value or pydantic model, independent of key order and spacing."""
    return digest_bytes(canonical_json(value))


def canonical_json(value: object) -> bytes:
    """`value` as canonical JSON, https://www.rfc-editor.org/rfc/rfc8785."""
    plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
    return rfc8785.dumps(plain)  # type: ignore[arg-type]
