"""The operator's signature under pictures: the key stays where the settings say, in no job and in no message."""

from functools import cache

import numpy as np

from renderer.encode.credentials import SOUND, Signatory, read_credentials, unusable, with_credentials
from renderer.png import encode_png
from workers.batch.work import Claim
from workers.settings import settings

PNG = "image/png"


@cache
def signatory() -> Signatory:
    """Who signs here; raises `SystemFailure` CREDENTIALS_UNUSABLE where the settings name nobody."""
    certificates, key = settings().c2pa_certificates, settings().c2pa_key
    if certificates is None or key is None:
        raise unusable("they are not set")
    try:
        return Signatory(certificates.read_bytes(), key.read_bytes(), settings().c2pa_timestamps)
    except OSError as error:
        raise unusable(str(error)) from None


@cache
def sound_signatory() -> Signatory:
    """The same, once it has signed a small picture and a reader has found that sound; raises as `signatory` does."""
    data = with_credentials(encode_png(np.zeros((16, 16, 4), np.uint8)), PNG, "", "digitalCreation", signatory())
    found = read_credentials(data, PNG)
    if found.state not in SOUND:
        raise unusable(f"a reader refuses what they sign ({', '.join(found.failures)})")
    return signatory()


def claimed(data: bytes, media_type: str, claim: Claim) -> bytes:
    """A file with what `claim` says of it; raises `SystemFailure` CREDENTIALS_UNUSABLE where another would sign it."""
    if signatory().name != claim.signatory:
        raise unusable("this process has other certificates than the one that asked")
    return with_credentials(data, media_type, claim.title, claim.source_type, signatory())
