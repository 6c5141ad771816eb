"""Was it signed by the holder of a key? Ed25519 (RFC 8032)."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def signature_holds(public_key: str, signature: str, signed: bytes) -> bool:
    """Whether `signature` over the bytes `signed` is that of `public_key`, both in hex; what is no key, is none's."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(bytes.fromhex(signature), signed)
    except (InvalidSignature, ValueError):
        return False
    return True
