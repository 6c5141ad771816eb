"""A pool of processes, each of which holds jobs under a name of its own: when they fall, it is known who fell first."""

import multiprocessing
import os
import signal
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.process import BaseProcess
from pathlib import Path

from workers.fork_server import get_ready
from workers.outbox import Outbox
from workers.settings import settings

TAKEN_DOWN = (0, -signal.SIGTERM)
"""How processes end that the pool takes down because another fell; every other end is a fall."""


class NamedPool(ProcessPoolExecutor):
    """Forks from a server process that has loaded the modules `preload`.

    `begin` runs first in each process, its settings settled.
    """

    def __init__(self, home: Path, processes: int, preload: Sequence[str], begin: Callable[[], None]) -> None:
        self._name = f"{socket.gethostname()[:32]}-{os.getpid()}"
        self._seen: dict[int | None, BaseProcess] = {}
        super().__init__(
            processes, mp_context=get_ready(preload), initializer=settle, initargs=(str(home), self._name, begin)
        )

    def look(self) -> None:
        """Remember the processes that run, to be called after each `submit`: a broken pool forgets its own."""
        self._seen |= {child.pid: child for child in multiprocessing.active_children()}

    def hand_back(self, outbox: Outbox) -> None:
        """Wait for the end of a broken pool, and queue again what it held. Only those that fell pay with an attempt."""
        self.shutdown(wait=True)
        for pid, child in self._seen.items():
            outbox.hand_back(held_by(self._name, pid), crashed=child.exitcode not in TAKEN_DOWN)


def held_by(pool: str, pid: int | None) -> str:
    """Under which name a process of a pool holds jobs."""
    return f"{pool}-{pid}"


def settle(home: str, pool: str, begin: Callable[[], None]) -> None:
    """In a process of the pool: work in `home`, under a name of its own."""
    os.environ |= {"LIVERY_HOME": home, "LIVERY_WORKER": held_by(pool, os.getpid())}
    settings.cache_clear()
    begin()
