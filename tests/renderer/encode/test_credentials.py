"""Content credentials hold, and a reader tells when a pixel was changed."""

import io

import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from PIL import Image

from renderer.encode import MEDIA_TYPES, FileFormat, encode
from renderer.encode.credentials import SOUND, Signatory, read_credentials, with_credentials
from renderer.errors import InputError, SystemFailure
from tests.support.certificates import signatory

pytest.importorskip("c2pa", reason="pip install 'livery[c2pa]'")
PIXELS = np.dstack([np.tile(np.arange(64, dtype=np.uint8), (48, 1))] * 3)


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp", "avif", "tiff"])
def test_what_is_signed_is_sound_and_shows_the_same(kind: str) -> None:
    plain = encode(PIXELS, FileFormat.model_validate({"kind": kind}), b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    media_type = MEDIA_TYPES[kind]  # type: ignore[index]
    signed = with_credentials(plain, media_type, "Fairway Two", "digitalCreation", signatory())
    found = read_credentials(signed, media_type)
    assert found.state in SOUND
    assert (found.issuer, found.source_type) == ("Fairway Motors", "digitalCreation")
    assert found.failures == ("signingCredential.untrusted",), "nobody vouches for an authority of our own"
    before, after = (Image.open(io.BytesIO(data)) for data in (plain, signed))
    assert (np.asarray(before) == np.asarray(after)).all()
    assert before.info.get("icc_profile") == after.info.get("icc_profile")


def test_a_changed_pixel_is_told() -> None:
    signed = bytearray(
        with_credentials(encode(PIXELS, FileFormat(kind="tiff")), "image/tiff", "", "digitalCreation", signatory())
    )
    at = bytes(signed).find(encode(PIXELS, FileFormat(kind="tiff"))[64:96])
    signed[at + 8] ^= 1
    assert read_credentials(bytes(signed), "image/tiff").state == "Invalid"


def test_an_ed25519_key_signs_as_well() -> None:
    plain = encode(PIXELS, FileFormat(kind="png"))
    signed = with_credentials(
        plain, "image/png", "", "digitalCreation", signatory(ed25519.Ed25519PrivateKey.generate())
    )
    assert read_credentials(signed, "image/png").state in SOUND


def test_what_cannot_sign_is_refused_with_the_way_out() -> None:
    whole, other = signatory(), signatory()
    for wrong in (
        Signatory(whole.certificates, b"no key"),
        Signatory(b"", whole.key),
        Signatory(whole.certificates, other.key),
    ):
        with pytest.raises(SystemFailure, match="LIVERY_C2PA_KEY"):
            with_credentials(encode(PIXELS, FileFormat(kind="png")), "image/png", "", "digitalCreation", wrong)
    with pytest.raises(InputError, match="content credentials"):
        read_credentials(encode(PIXELS, FileFormat(kind="png")), "image/png")
