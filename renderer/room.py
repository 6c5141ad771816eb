"""A room for things that are costly to make: those used longest ago leave when it gets full."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from operator import attrgetter
from threading import Lock
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Room(Generic[Thing]):
    """Things by name, at most `limit` together in size; one alone may be larger. Safe between threads.

    `size`: how much of the limit a thing takes: its `nbytes` unless told otherwise, 1 where things are counted.
    """

    def __init__(self, limit: int, size: Callable[[Thing], int] = attrgetter("nbytes")) -> None:
        self._limit = limit
        self._size = size
        self._held = 0
        self._things: OrderedDict[Hashable, Thing] = OrderedDict()
        self._alone = Lock()

    @property
    def held(self) -> int:
        """The size of all that is held."""
        return self._held

    def get(self, name: Hashable, make: Callable[[], Thing]) -> Thing:
        """The thing of that name, made where it is not there."""
        found = self.find(name)
        return self._lay(name, make()) if found is None else found

    def find(self, name: Hashable) -> Thing | None:
        """The thing of that name, where it is there."""
        with self._alone:
            if name in self._things:
                self._things.move_to_end(name)
            return self._things.get(name)

    def _lay(self, name: Hashable, thing: Thing) -> Thing:
        """Who was quicker is believed."""
        with self._alone:
            if name not in self._things:
                self._things[name] = thing
                self._held += self._size(thing)
            while self._held > self._limit and len(self._things) > 1:
                self._held -= self._size(self._things.popitem(last=False)[1])
            return self._things[name]
