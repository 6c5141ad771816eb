"""The secret that webhooks are signed with: `whsec_` and the base64 of a key, as Standard Webhooks writes it."""

import base64
import binascii


def key_of(secret: str) -> bytes:
    """The key; raises `ValueError` for what is no base64. Of no secret it is the empty key."""
    try:
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error as error:
        raise ValueError(f"write whsec_ and the base64 of a key ({error})") from None
