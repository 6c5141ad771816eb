"""Put a seal on a revision."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from configurator.seal.keys import public_hex
from configurator.seal.revision import Revision, Seal
from renderer.digest import canonical_json, digest_bytes


def seal_revision(revision: Revision, key: Ed25519PrivateKey) -> tuple[bytes, bytes]:
    """revision.json and seal.json. Ed25519 is deterministic: the same revision and key, the same bytes."""
    stated = revision_json(revision)
    unsigned = Seal(revision_sha256=digest_bytes(stated), public_key=public_hex(key), signature="00" * 64)
    signed = unsigned.model_copy(update={"signature": key.sign(signed_part(unsigned)).hex()})
    return stated, seal_json(signed)


def revision_json(revision: Revision) -> bytes:
    """The revision as canonical JSON (RFC 8785)."""
    return canonical_json(revision.model_dump(mode="json", by_alias=True))


def seal_json(seal: Seal) -> bytes:
    """The seal as canonical JSON."""
    return canonical_json(seal.model_dump(mode="json", by_alias=True))


def signed_part(seal: Seal) -> bytes:
    """What the signature is over; its `schema` keeps it from being taken for a signature of anything else."""
    return canonical_json(seal.model_dump(mode="json", by_alias=True, exclude={"signature"}))
