"""Answers that stay open, counted: each holds a connection, and a process has but so many."""

import threading
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from livery.api.errors import RequestRefused


class Streams:
    """How many a tenant has open in this process."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: Counter[str] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def one_more(self, tenant: str) -> Iterator[None]:
        """While it is open; raises `RequestRefused` 429 where there are too many."""
        with self._lock:
            if self._open[tenant] >= self._most:
                message = f"{self._most} streams are open. Close some, or look at the job itself."
                raise RequestRefused(429, "TOO_MANY_STREAMS", message, retry_after=5)
            self._open[tenant] += 1
        try:
            yield
        finally:
            with self._lock:
                self._open[tenant] -= 1
                self._open += Counter()


class EventStream(StreamingResponse):
    """Server-sent events that count as one of `streams` from their first byte to their end, however they end."""

    media_type = "text/event-stream"

    def __init__(self, events: AsyncIterator[str], streams: Streams, tenant: str) -> None:
        super().__init__(events, headers={"X-Accel-Buffering": "no"})
        self._streams = streams
        self._tenant = tenant

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send them; raises `RequestRefused` before anything is sent."""
        with self._streams.one_more(self._tenant):
            await super().__call__(scope, receive, send)
