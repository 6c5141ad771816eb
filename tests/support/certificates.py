"""Certificates such as content credentials are signed under, by an authority of our own."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from renderer.encode.credentials import Signatory

Key = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


def signatory(key: Key | None = None) -> Signatory:
    """A certificate as C2PA asks for one, by an authority of our own."""
    root, own = ec.generate_private_key(ec.SECP256R1()), key or ec.generate_private_key(ec.SECP256R1())
    authority = certificate(
        "Fairway Motors Root", root, "Fairway Motors Root", root, [(x509.BasicConstraints(True, None), True)]
    )
    uses = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
    leaf = certificate(
        "Fairway Motors",
        own,
        "Fairway Motors Root",
        root,
        [(x509.BasicConstraints(False, None), True), (uses, True), (signs_only(), True), (names(root), False)],
    )
    chain = b"".join(each.public_bytes(serialization.Encoding.PEM) for each in (leaf, authority))
    secret = own.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Signatory(chain, secret)


def certificate(
    of: str,
    key: Key,
    by: str,
    signing: ec.EllipticCurvePrivateKey,
    extensions: Sequence[tuple[x509.ExtensionType, bool]],
) -> x509.Certificate:
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(named(of))
        .issuer_name(named(by))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
    )
    for extension, critical in extensions:
        made = made.add_extension(extension, critical)
    return made.sign(signing, hashes.SHA256())


def named(name: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, name), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    )


def signs_only() -> x509.KeyUsage:
    return x509.KeyUsage(True, False, False, False, False, False, False, False, False)


def names(key: ec.EllipticCurvePrivateKey) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())
