"""Does a sealed folder hold? Every byte of it, the chain of its revisions, and every signature; offline."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from configurator.seal.check_signature import signature_holds
from configurator.seal.revision import HISTORY, REVISION_FILE, SEAL_FILE, Revision, Seal, SealedFile
from configurator.seal.sign import signed_part
from renderer.digest import canonical_json, digest_bytes

Stated = TypeVar("Stated", bound=BaseModel)


@dataclass(frozen=True)
class Fault:
    """One thing that does not hold: which file, and what is wrong with it."""

    file: str
    code: str
    message: str


@dataclass(frozen=True)
class Verdict:
    """What was found; `keys` are the public keys that signed, newest revision first."""

    faults: tuple[Fault, ...]
    revision: Revision | None
    keys: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return not self.faults


def verify_folder(folder: Path, trusted: str | None = None) -> Verdict:
    """Check the newest revision with its files, then each earlier one; `trusted` is the public key that has to have
    signed them, None to accept any and leave the comparison to the reader."""
    faults: list[Fault] = []
    newest, seal = _statement(folder, "", faults)
    keys = [seal.public_key] if seal else []
    if newest is not None:
        faults.extend(_files(folder, newest))
        keys += _chain(folder, newest, faults)
    if trusted is not None and any(key != trusted for key in keys):
        faults.append(Fault(SEAL_FILE, "KEY_UNKNOWN", "It is signed by another key than the one that is trusted."))
    return Verdict(tuple(faults), newest, tuple(keys))


def history_name(number: int, file: str) -> str:
    """Where an earlier revision's statement or seal lies."""
    return f"{HISTORY}/{number:04d}-{file}"


def forged(file: str) -> Fault:
    """What is said of a seal whose signature is not its own."""
    return Fault(file, "SIGNATURE_INVALID", "The signature does not fit: the seal was changed after it was made.")


def _chain(folder: Path, newest: Revision, faults: list[Fault]) -> list[str]:
    """Every revision from the newest back to the first, each named by the digest in the one after it."""
    keys, later = [], newest
    for number in range(newest.number - 1, 0, -1):
        prefix = history_name(number, "")
        earlier, seal = _statement(folder, prefix, faults)
        keys += [seal.public_key] if seal else []
        if earlier is None:
            return keys
        name = f"{prefix}{REVISION_FILE}"
        if later.previous != digest_bytes((folder / name).read_bytes()):
            message = f"Revision {later.number} was built on another revision {number} than this."
            faults.append(Fault(name, "CHAIN_BROKEN", message))
        if (earlier.number, earlier.spec) != (number, newest.spec):
            faults.append(Fault(name, "CHAIN_BROKEN", f"It is not revision {number} of {newest.spec}."))
        later = earlier
    if later.number == 1 and later.previous is not None:
        faults.append(Fault(REVISION_FILE, "CHAIN_BROKEN", "The first revision names one before it."))
    return keys


def _statement(folder: Path, prefix: str, faults: list[Fault]) -> tuple[Revision | None, Seal | None]:
    """A revision and its seal, as far as they can be read."""
    seal = _read(folder, f"{prefix}{SEAL_FILE}", Seal, faults)
    revision = _read(folder, f"{prefix}{REVISION_FILE}", Revision, faults)
    if seal is None:
        return revision, None
    if not signature_holds(seal.public_key, seal.signature, signed_part(seal)):
        faults.append(forged(f"{prefix}{SEAL_FILE}"))
        return revision, seal
    name = f"{prefix}{REVISION_FILE}"
    if (folder / name).is_file() and digest_bytes((folder / name).read_bytes()) != seal.revision_sha256:
        faults.append(Fault(name, "REVISION_CHANGED", "It is not what was signed: it was changed after sealing."))
    return revision, seal


def _read(folder: Path, name: str, model: type[Stated], faults: list[Fault]) -> Stated | None:
    """A statement in its one canonical form: two texts that mean the same are not both right."""
    try:
        data = (folder / name).read_bytes()
    except OSError:
        faults.append(Fault(name, "FILE_MISSING", "It is not there."))
        return None
    try:
        found = model.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        faults.append(Fault(name, "FILE_CHANGED", f"It cannot be read: {where}: {first['msg']}."))
        return None
    if canonical_json(found.model_dump(mode="json", by_alias=True)) != data:
        faults.append(Fault(name, "NOT_CANONICAL", "It is not in the form that it was sealed in (RFC 8785)."))
    return found


def _files(folder: Path, revision: Revision) -> Iterator[Fault]:
    listed = {file.name: file for file in revision.files}
    for file in revision.files:
        yield from _file(folder, file)
    own = {REVISION_FILE, SEAL_FILE}
    for number in range(1, revision.number):
        own |= {history_name(number, REVISION_FILE), history_name(number, SEAL_FILE)}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_dir() and name not in listed and name not in own:
            yield Fault(name, "FILE_EXTRA", "It was not there when the folder was sealed.")


def _file(folder: Path, sealed: SealedFile) -> Iterator[Fault]:
    path = folder / sealed.name
    if path.is_symlink() or not path.is_file():
        yield Fault(sealed.name, "FILE_MISSING", "It is not there.")
        return
    data = path.read_bytes()
    if digest_bytes(data) != sealed.sha256:
        size = "" if len(data) == sealed.bytes else f" It has {len(data):,} bytes, {sealed.bytes:,} were sealed."
        yield Fault(sealed.name, "FILE_CHANGED", f"Its SHA-256 is not the one that was sealed.{size}")
