"""What was made lately, kept within a number of bytes."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock


class Shelf:
    """Bytes under keys; where there is no room, what was asked for longest ago goes. Safe between threads."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._lock = Lock()
        self._held: OrderedDict[tuple[str, ...], bytes] = OrderedDict()

    @property
    def size(self) -> int:
        """Bytes that are held."""
        return sum(map(len, self._held.values()))

    def get(self, key: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
        """What is held under `key`; where there is nothing, what `make` makes. Its errors are not held."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        made = make()
        with self._lock:
            self._held[key] = made
            while self.size > self._room:
                self._held.popitem(last=False)
        return made
