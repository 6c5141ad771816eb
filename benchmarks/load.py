"""Many who ask, each again as soon as it is answered."""

import http.client
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np

Ask = Callable[[http.client.HTTPConnection, int], int]
"""One request, the n-th of all: its status. The whole answer has to be read."""


@dataclass(frozen=True)
class Load:
    """What a load was answered: `waits` in seconds, as they came; `refused` had another status than 200."""

    name: str
    clients: int
    seconds: float
    waits: tuple[float, ...]
    refused: int

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return (len(self.waits) - self.refused) / self.seconds

    def slowest(self, share: float) -> float:
        """What all but so many of a hundred waited at most, seconds."""
        return float(np.percentile(self.waits, share)) if self.waits else float("nan")


def load(name: str, url: str, clients: int, seconds: float, ask: Ask) -> Load:
    """What `clients` are answered at `url` within `seconds`, each over one connection that stays open."""
    waits: list[float] = []
    refused: list[int] = []
    numbers = iter(range(10**9))
    begun = time.perf_counter()

    def client() -> None:
        place = urlsplit(url)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=300)
        while time.perf_counter() - begun < seconds:
            asked = time.perf_counter()
            status = ask(connection, next(numbers))
            waits.append(time.perf_counter() - asked)
            if status != http.client.OK:
                refused.append(status)
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(name, clients, time.perf_counter() - begun, tuple(waits), len(refused))
