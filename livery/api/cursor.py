"""Where the next page of a list begins, as a word for addresses."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from typing import TypeVar

from livery.api.errors import RequestRefused

MOST_ITEMS = 2**31
ItemT = TypeVar("ItemT")
Place = tuple[float, str]
"""When, and which of those that came at the same time."""


def write_cursor(place: Place | None) -> str | None:
    """The word for `place`."""
    return urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=") if place else None


def page(found: list[ItemT], limit: int, after: int) -> tuple[list[ItemT], str | None]:
    """Of a list that only grows: the items after the first `after`, and the cursor of the next page.

    `found` holds one item more than `limit` where there is one.
    """
    return found[:limit], write_cursor((after + limit, "")) if len(found) > limit else None


def read_position(cursor: str | None) -> int:
    """How many items of such a list were seen; raises `RequestRefused` 422 CURSOR_INVALID."""
    seen, _ = read_cursor(cursor) or (0, "")
    if not 0 <= seen < MOST_ITEMS:
        raise foreign()
    return int(seen)


def read_cursor(cursor: str | None) -> Place | None:
    """The place that a word stands for; raises `RequestRefused` 422 CURSOR_INVALID."""
    if not cursor:
        return None
    try:
        at, name = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return float(at), str(name)
    except (ValueError, TypeError, Base64Error, RecursionError):
        raise foreign() from None


def foreign() -> RequestRefused:
    """422."""
    return RequestRefused(422, "CURSOR_INVALID", "This cursor is none of ours. Begin without one.")
