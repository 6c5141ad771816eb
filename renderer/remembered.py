"""Answers kept for the next who asks, where the questions are long: customers' drawings, by the megabyte."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from renderer.digest import digest_bytes
from renderer.room import Room

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

SMALL = 512
"""Bytes that an answer takes with its name, beside what `size` says of it."""


def remembered(
    limit: int, size: Callable[[Any], int] = lambda _: 0
) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Keeps what a function returns, `limit` bytes of it, under the digests of what it was asked; errors are not kept.

    `size` is the bytes of an answer. The questions themselves are let go of.
    """

    def around(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        room: Room[Answer] = Room(limit, lambda answer: SMALL + size(answer))

        @wraps(function)
        def asked(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
            name = (*map(_short, args), *((key, _short(value)) for key, value in sorted(kwargs.items())))
            return room.get(name, lambda: function(*args, **kwargs))

        return asked

    return around


def _short(value: object) -> object:
    """A value as part of a name."""
    if isinstance(value, str):
        return ("str", digest_bytes(value.encode("utf-8", "surrogatepass")))
    return ("bytes", digest_bytes(value)) if isinstance(value, bytes) else value
