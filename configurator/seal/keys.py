"""The key that an installation signs with: made once, readable by its owner alone."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from renderer.errors import InputError, SystemFailure

PRIVATE, PUBLIC = "seal.pem", "seal.pub"


def signing_key(folder: Path) -> Ed25519PrivateKey:
    """The key in `folder`, made if there is none. Of processes that make one at once, one wins.

    Raises `SystemFailure` for a file that holds no such key.
    """
    file = folder / PRIVATE
    if not file.exists():
        with suppress(FileExistsError):
            _make(folder)
    try:
        key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise _unusable(file) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise _unusable(file)
    return key


def public_hex(key: Ed25519PrivateKey) -> str:
    """What others verify with: 64 hex digits."""
    return key.public_key().public_bytes_raw().hex()


def read_public(file: Path) -> str:
    """The public key in a `.pub` file; raises `InputError`."""
    try:
        text = file.read_text(encoding="ascii").strip().lower()
        return bytes.fromhex(text).hex() if len(text) == 64 else _no_key(file)
    except (OSError, ValueError):
        return _no_key(file)


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = Ed25519PrivateKey.generate()
    written = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    partial = folder / f".{PRIVATE}.{token_hex(8)}"
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(written)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(partial, folder / PRIVATE)
    finally:
        partial.unlink()
    (folder / PUBLIC).write_text(f"{public_hex(key)}\n", encoding="ascii")


def _no_key(file: Path) -> str:
    message = f"{file.name} holds no public key: 64 hex digits, as in the maker's {PUBLIC}."
    raise InputError(message, code="KEY_INVALID")


def _unusable(file: Path) -> SystemFailure:
    message = f"{file.name} is no Ed25519 key in PEM. Put the right key back; a new one would not match earlier seals."
    return SystemFailure(message, code="KEY_UNUSABLE")
