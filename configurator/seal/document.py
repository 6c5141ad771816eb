"""A document that can be checked by itself: its statement, signed, stands in a comment line inside the PDF.

PDF lets comments stand between objects (ISO 32000-1, 7.2.4), and PDF/A lets nothing follow its end, so the line comes
just before the last `startxref`. What is signed is every byte of the file but that line.
"""

import json
import re
from typing import Annotated, Final, Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import AwareDatetime, ConfigDict, Field

from configurator.seal.keys import public_hex
from configurator.seal.revision import Acceptance, Hex, SealedFile, Sha256
from renderer.digest import canonical_json, digest_bytes
from renderer.recipe import Frozen

SCHEMA: Final = "livery.document/1"
PREFIX = b"%livery-seal "
LINE = re.compile(rb"^%livery-seal ([^\n]*)\n", re.MULTILINE)
END = b"startxref"


class DocumentSeal(Frozen):
    """What a document states of itself, and the signature: Ed25519 over this object's canonical JSON without it."""

    model_config = ConfigDict(populate_by_name=True)

    schema_id: Literal["livery.document/1"] = Field(default=SCHEMA, alias="schema")
    algorithm: Literal["Ed25519"] = "Ed25519"
    spec: str
    number: int = Field(ge=1)
    previous: Sha256 | None
    """SHA-256 of the revision before it, None for the first."""
    sealed_at: AwareDatetime
    configuration_sha256: Sha256
    acceptance: Acceptance
    files: tuple[SealedFile, ...]
    """Those inside the document, by name."""
    document_sha256: Sha256
    """Of the file without the line that holds this."""
    public_key: Annotated[Hex, Field(min_length=64, max_length=64)]
    signature: Annotated[Hex, Field(min_length=128, max_length=128)] = "00" * 64


def seal_document(pdf: bytes, unsigned: DocumentSeal, key: Ed25519PrivateKey) -> bytes:
    """`pdf` with `unsigned` in it, digest, key and signature filled in. Same inputs, same bytes."""
    stated = unsigned.model_copy(update={"document_sha256": digest_bytes(pdf), "public_key": public_hex(key)})
    signed = stated.model_copy(update={"signature": key.sign(signed_part(stated)).hex()})
    at = pdf.rindex(END)
    return pdf[:at] + PREFIX + seal_line(signed) + b"\n" + pdf[at:]


def seal_line(seal: DocumentSeal) -> bytes:
    """The seal as JSON in ASCII, so that no byte of it is taken for an end of line; keys sorted, nothing to spare."""
    return json.dumps(seal.model_dump(mode="json", by_alias=True), sort_keys=True, separators=(",", ":")).encode()


def signed_part(seal: DocumentSeal) -> bytes:
    """What the signature is over."""
    return canonical_json(seal.model_dump(mode="json", by_alias=True, exclude={"signature"}))


def unsealed(pdf: bytes) -> tuple[bytes, bytes] | None:
    """The document without its seal, and the seal's line; None where there is not exactly one."""
    found = list(LINE.finditer(pdf))
    if len(found) != 1:
        return None
    line = found[0]
    return pdf[: line.start()] + pdf[line.end() :], line[1]
