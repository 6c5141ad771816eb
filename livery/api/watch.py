"""Waiting for jobs: one look into the ledger for all who wait in this process, however many they are."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator

from workers.ledger import Ledger, Row

LOOK_SECONDS = 0.05


class Watch:
    """Looks while somebody waits, and not otherwise."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._wanted: Counter[str] = Counter()
        self._seen: dict[str, Row] = {}
        self._looked = asyncio.Condition()
        self._looking: asyncio.Task[None] | None = None
        self._begun = self._ended = 0
        self._error: Exception | None = None

    async def ended(self, key: str, seconds: float) -> Row | None:
        """The row of job `key` once it has ended; after `seconds`, as it then stands."""
        seen = [row async for row in self.changes(key, seconds)]
        return seen[-1] if seen else None

    async def changes(self, key: str, seconds: float) -> AsyncIterator[Row]:
        """The row of job `key` now, and whenever it has changed, until it ends or the time is over."""
        self._wanted[key] += 1
        deadline, last = time.monotonic() + seconds, None
        try:
            while True:
                row = await self._next(key)
                if row is None:
                    return
                if row != last:
                    yield row
                    last = row
                if row.ended or time.monotonic() > deadline:
                    return
        finally:
            self._wanted[key] -= 1
            self._wanted += Counter()

    async def _next(self, key: str) -> Row | None:
        """The row as of a look that begins after now; raises what kept that look from being had."""
        mine = self._begun + 1
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        async with self._looked:
            await self._looked.wait_for(lambda: self._ended >= mine)
        if self._error:
            raise self._error
        return self._seen.get(key)

    async def _look(self) -> None:
        while self._wanted:
            self._begun += 1
            try:
                rows = await asyncio.to_thread(self._ledger.rows, list(self._wanted))
                self._seen, self._error = {row.key: row for row in rows}, None
            except Exception as error:  # noqa: BLE001 - whoever waits is told, whatever it is
                self._error = error
            async with self._looked:
                self._ended = self._begun
                self._looked.notify_all()
            await asyncio.sleep(LOOK_SECONDS)
