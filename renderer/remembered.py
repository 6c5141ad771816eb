"""Answers kept for the next who asks, where the questions are long: customers' drawings, by the megabyte.

To refuse a drawing may take longest of all, so that refusals are kept as well.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from renderer.digest import digest_bytes
from renderer.errors import ArtworkError
from renderer.room import Room

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

SMALL = 512
"""Bytes that an answer takes with its name, beside what `size` says of it."""


def remembered(
    limit: int, size: Callable[[Any], int] = lambda _: 0
) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Keeps what a function returns, `limit` bytes of it, under the digests of what it was asked.

    `size` is the bytes of an answer. The questions themselves are let go of. Of errors an `ArtworkError` is kept,
    unless it is passing.
    """

    def around(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        room: Room[Answer | ArtworkError] = Room(
            limit, lambda each: SMALL + (0 if isinstance(each, ArtworkError) else size(each))
        )

        def answered(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer | ArtworkError:
            try:
                return function(*args, **kwargs)
            except ArtworkError as refusal:
                if refusal.passing:
                    raise
                return _afresh(refusal)

        @wraps(function)
        def asked(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
            name = (*map(_short, args), *((key, _short(value)) for key, value in sorted(kwargs.items())))
            found = room.get(name, lambda: answered(*args, **kwargs))
            if isinstance(found, ArtworkError):
                raise _afresh(found)
            return found

        return asked

    return around


def _afresh(refusal: ArtworkError) -> ArtworkError:
    """The same without the way that it came, and the drawings that lie along that."""
    return ArtworkError(refusal.message, code=refusal.code, suggestions=refusal.suggestions)


def _short(value: object) -> object:
    """A value as part of a name."""
    if isinstance(value, str):
        return ("str", digest_bytes(value.encode("utf-8", "surrogatepass")))
    return ("bytes", digest_bytes(value)) if isinstance(value, bytes) else value
