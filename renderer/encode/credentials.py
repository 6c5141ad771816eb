"""Content credentials: who made a picture, how, and a signature that tells whether it was changed since.

C2PA, https://spec.c2pa.org, by the library of the Content Authenticity Initiative,
https://opensource.contentauthenticity.org/docs/c2pa-python. Each signature is another, so signed bytes are, too: of
equal pictures the pixels are equal, and what is signed of them.
"""

import io
import json
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from renderer.digest import digest_bytes
from renderer.encode.xmp import SOURCE_TYPES
from renderer.errors import InputError, SystemFailure
from renderer.gltf.document import GENERATOR

NO_LIBRARY = 'Content credentials take c2pa-python, which is not installed: `pip install "livery[c2pa]"`.'
CURVES = {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}
SOUND = ("Valid", "Trusted")
"""What a reader says of credentials that hold; `Trusted` where it knows who issued the certificate."""


@dataclass(frozen=True)
class Signatory:
    """A certificate chain in PEM, the signer's own first, and the private key to it."""

    certificates: bytes
    key: bytes
    timestamps: str = ""
    """The address of an RFC 3161 authority, which is asked once a picture; empty: no time is attested."""

    @property
    def name(self) -> str:
        """SHA-256 of the chain."""
        return digest_bytes(self.certificates)

    @cached_property
    def signer(self) -> Any:  # noqa: ANN401 - the library says nothing of its types
        """What signs; raises `SystemFailure` CREDENTIALS_UNUSABLE for what is no key to these certificates."""
        c2pa = library()
        info = c2pa.C2paSignerInfo(
            algorithm(self).encode(), self.certificates, self.key, self.timestamps.encode() or None
        )
        try:
            return c2pa.Signer.from_info(info)
        except c2pa.C2paError as error:
            raise unusable(str(error)) from None


@dataclass(frozen=True)
class Credentials:
    """What a reader finds in a file."""

    state: str
    """`Valid`, `Trusted` or `Invalid`."""
    issuer: str
    """The organization that the signer's certificate names."""
    source_type: str
    failures: tuple[str, ...]
    """Codes of what does not hold, that nobody vouches for the certificate included."""


def with_credentials(data: bytes, media_type: str, title: str, source_type: str, by: Signatory) -> bytes:
    """A picture or movie with credentials in it that say how it came to be: a term of IPTC's digital source types.

    Raises `SystemFailure` CREDENTIALS_UNUSABLE where the key does not sign.
    """
    c2pa = library()
    created = {"action": "c2pa.created", "digitalSourceType": f"{SOURCE_TYPES}{source_type}"}
    manifest = {
        "claim_generator_info": [{"name": GENERATOR}],
        "format": media_type,
        "title": title,
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [created]}}],
    }
    signed = io.BytesIO()
    try:
        context = c2pa.Context.from_dict({"builder": {"thumbnail": {"enabled": False}}})
        with context, c2pa.Builder(json.dumps(manifest), context) as builder:
            builder.sign(by.signer, media_type, io.BytesIO(data), signed)
    except c2pa.C2paError as error:
        raise unusable(str(error)) from None
    return signed.getvalue()


def read_credentials(data: bytes, media_type: str) -> Credentials:
    """What the credentials in a file say, and if they hold; raises `InputError` CREDENTIALS_MISSING without any."""
    c2pa = library()
    try:
        with c2pa.Reader(media_type, io.BytesIO(data)) as reader:
            found = json.loads(reader.json())
    except c2pa.C2paError as error:
        raise InputError(f"No content credentials can be read: {error}.", code="CREDENTIALS_MISSING") from None
    manifest = found["manifests"][found["active_manifest"]]
    actions = [
        action
        for each in manifest["assertions"]
        if each["label"].startswith("c2pa.actions")
        for action in each["data"]["actions"]
    ]
    failures = tuple(status["code"] for status in found.get("validation_status", []))
    source_type = str(actions[0].get("digitalSourceType", "")).removeprefix(SOURCE_TYPES)
    return Credentials(found["validation_state"], manifest["signature_info"].get("issuer", ""), source_type, failures)


def algorithm(by: Signatory) -> str:
    """What the key signs with, as COSE calls it; raises `SystemFailure` CREDENTIALS_UNUSABLE for one that cannot."""
    try:
        key = serialization.load_pem_private_key(by.key, password=None)
        x509.load_pem_x509_certificates(by.certificates)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise unusable(str(error)) from None
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in CURVES:
        return CURVES[key.curve.name]
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "Ed25519"
    if isinstance(key, rsa.RSAPrivateKey):
        return "PS256"
    raise unusable("C2PA signs with P-256, P-384, P-521, Ed25519 or RSA keys")


def unusable(why: str) -> SystemFailure:
    """What is said where the operator's key or certificates do not do."""
    message = (
        f"The key or certificates for content credentials cannot be used: {why}. LIVERY_C2PA_KEY is a private key in "
        "PEM without a password, LIVERY_C2PA_CERTIFICATES its chain, the signer's own first."
    )
    return SystemFailure(message, code="CREDENTIALS_UNUSABLE")


def lacks_credentials() -> str:
    """What this machine lacks to sign, and the way out; empty for nothing."""
    return "" if find_spec("c2pa") else NO_LIBRARY


def library() -> ModuleType:
    """The Content Authenticity Initiative's; raises `SystemFailure` where it is not installed."""
    if lacks_credentials():
        raise SystemFailure(NO_LIBRARY, code="ENCODER_MISSING")
    return import_module("c2pa")
