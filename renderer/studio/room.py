"""A room for things that are costly to make: those used longest ago leave when it gets full."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    """Something that knows how many bytes it holds."""

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        ...


Thing = TypeVar("Thing", bound=Sized)


class Room(Generic[Thing]):
    """Things by name, at most `limit` bytes together; one alone may be larger."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held = 0
        self._things: OrderedDict[Hashable, Thing] = OrderedDict()

    def get(self, name: Hashable, make: Callable[[], Thing]) -> Thing:
        """The thing of that name, made where it is not there."""
        if name not in self._things:
            self._things[name] = make()
            self._held += self._things[name].nbytes
        self._things.move_to_end(name)
        while self._held > self._limit and len(self._things) > 1:
            self._held -= self._things.popitem(last=False)[1].nbytes
        return self._things[name]

    def find(self, name: Hashable) -> Thing | None:
        """The thing of that name, where it is there."""
        if name in self._things:
            self._things.move_to_end(name)
        return self._things.get(name)
