"""No process forks while it has a database open.

SQLite keeps a list of the locks that a process holds in the process, and POSIX gives none of them to a child: forked
while a thread of its parent writes, a child believes for ever that somebody in itself is writing. What is merely open
is no better: the child counts on locks that are its parent's. https://www.sqlite.org/howtocorrupt.html#_carrying_an_open_database_connection_across_a_fork_
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Gate:
    """Any number are inside at once; whoever forks waits till nobody is, and `close` closes what they had open."""

    def __init__(self, close: Callable[[], None]) -> None:
        self._close = close
        self._nobody = threading.Condition()
        self._inside = 0
        os.register_at_fork(before=self._shut, after_in_parent=self._open, after_in_child=self._open)

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Nobody forks meanwhile. Whoever is inside must not fork."""
        with self._nobody:
            self._inside += 1
        try:
            yield
        finally:
            with self._nobody:
                self._inside -= 1
                self._nobody.notify_all()

    def _shut(self) -> None:
        self._nobody.acquire()
        self._nobody.wait_for(lambda: not self._inside)
        self._close()

    def _open(self) -> None:
        self._nobody.release()
