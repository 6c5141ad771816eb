"""Where the next page of a list begins, as a word for addresses."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error

from livery.api.errors import RequestRefused

Place = tuple[float, str]
"""When, and which of those that came at the same time."""


def write_cursor(place: Place | None) -> str | None:
    """The word for `place`."""
    return urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=") if place else None


def read_cursor(cursor: str | None) -> Place | None:
    """The place that a word stands for; raises `RequestRefused` 422 CURSOR_INVALID."""
    if not cursor:
        return None
    try:
        at, name = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return float(at), str(name)
    except (ValueError, TypeError, Base64Error, RecursionError):
        message = "This cursor is none of ours. Begin without one."
        raise RequestRefused(422, "CURSOR_INVALID", message) from None
