"""Does a sealed document hold? Every byte of it and its signature, from the one file alone; offline."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from pypdf import PdfReader

from configurator.seal.check_signature import signature_holds
from configurator.seal.document import DocumentSeal, seal_line, signed_part, unsealed
from configurator.seal.verify import Fault, forged
from renderer.digest import digest_bytes
from renderer.store import write_atomically


@dataclass(frozen=True)
class DocumentVerdict:
    """What was found, and what the document says of itself, as far as that can be read."""

    faults: tuple[Fault, ...]
    seal: DocumentSeal | None

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return not self.faults


def verify_document(file: Path, trusted: str | None = None) -> DocumentVerdict:
    """Check `file`; `trusted` is the public key that has to have signed it, None to accept any."""
    seal, body = _read(file.read_bytes())
    if seal is None:
        message = "It has no seal that can be read: it was never sealed, or its seal was changed."
        return DocumentVerdict((Fault(file.name, "SEAL_MISSING", message),), None)
    return DocumentVerdict(tuple(_faults(file.name, seal, body, trusted)), seal)


def attachments(pdf: bytes) -> dict[str, bytes]:
    """The files inside `pdf` by name; those that can be read, of a damaged one."""
    try:
        return {name: data[0] for name, data in PdfReader(io.BytesIO(pdf)).attachments.items()}
    except Exception:  # noqa: BLE001 - a flipped bit leads a PDF reader anywhere; what it raises there is no contract
        return {}


def unpacked(file: Path, folder: Path) -> Path:
    """The sealed files inside the document `file`, laid into `folder`: a seal allows no name that leads out of it."""
    seal, body = _read(file.read_bytes())
    inside = attachments(body)
    for each in seal.files if seal else ():
        if each.name in inside:
            write_atomically(folder / each.name, inside[each.name])
    return folder


def _read(pdf: bytes) -> tuple[DocumentSeal | None, bytes]:
    parts = unsealed(pdf)
    if parts is None:
        return None, pdf
    body, line = parts
    try:
        seal = DocumentSeal.model_validate_json(line)
    except ValidationError:
        return None, body
    return (seal if seal_line(seal) == line else None), body


def _faults(name: str, seal: DocumentSeal, body: bytes, trusted: str | None) -> Iterator[Fault]:
    if not signature_holds(seal.public_key, seal.signature, signed_part(seal)):
        yield forged(name)
    if trusted is not None and seal.public_key != trusted:
        yield Fault(name, "KEY_UNKNOWN", "It is signed by another key than the one that is trusted.")
    if digest_bytes(body) != seal.document_sha256:
        yield Fault(name, "FILE_CHANGED", "Its SHA-256 is not the one that was sealed.")
    yield from _changed_inside(name, seal, attachments(body))


def _changed_inside(name: str, seal: DocumentSeal, inside: dict[str, bytes]) -> Iterator[Fault]:
    """Which of the files inside is another, or was never sealed; none of them where it is a page that was changed."""
    for unknown in sorted(set(inside) - {file.name for file in seal.files}):
        yield Fault(f"{name}:{unknown}", "FILE_UNKNOWN", "It is inside, but was not sealed.")
    for file in seal.files:
        if file.name not in inside:
            yield Fault(f"{name}:{file.name}", "FILE_MISSING", "It is not inside, or cannot be read.")
        elif digest_bytes(inside[file.name]) != file.sha256:
            yield Fault(f"{name}:{file.name}", "FILE_CHANGED", "Its SHA-256 is not the one that was sealed.")
