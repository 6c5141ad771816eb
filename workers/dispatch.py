"""Jobs on their way through a carrier: written down, sent, looked at, and sent again where they were lost."""

import time
from collections.abc import Mapping, Sequence

from workers.carriers import Carrier
from workers.home import Home
from workers.job import Job
from workers.ledger import LEASE_SECONDS, Row, Wish


class Dispatch:
    """Sends jobs and says how they stand.

    `anew`: whether what too many workers died over is tried once more, because a person asks for it.
    """

    def __init__(self, home: Home, carrier: Carrier, wish: Wish, *, anew: bool = True) -> None:
        self.home = home
        self.carrier = carrier
        self._wish = wish
        self._anew = anew
        self._swept = time.monotonic()

    def send(self, jobs: Sequence[Job]) -> None:
        """See to it that they are done; what was done before and is still there is not done again."""
        self.home.outbox.reclaim()
        for job in jobs:
            if self._anew:
                self.home.ledger.revive(job.key)
            self.home.ledger.enqueue(job, self._wish)
            self._forget_if_lost(job)
            self.carrier.send(job)

    def look(self, jobs: Mapping[str, Job]) -> list[Row]:
        """How they stand, by key in the order given; what killed workers held is sent again."""
        rows = self.home.ledger.rows(list(jobs))
        self._send_again([jobs[row.key] for row in rows if row.stale])
        return rows

    def wait(self) -> str:
        """Let a moment pass; what keeps the work waiting, for people. Raises where it can no longer be done."""
        return self.carrier.wait()

    def _forget_if_lost(self, job: Job) -> None:
        """A job that was done is done again where its result is no longer in the store or not whole, or a stand-in."""
        for row in self.home.ledger.rows([job.key]):
            if row.asset and (row.asset.stands_in or not self.home.store.holds(row.asset.blob)):
                self.home.ledger.forget(job.key)

    def _send_again(self, stale: Sequence[Job]) -> None:
        """Take back what killed workers held, and once a lease see to messages that were lost: no sweeper may run."""
        if stale:
            self.home.outbox.reclaim()
            for job in stale:
                self.carrier.send(job)
        if time.monotonic() - self._swept > LEASE_SECONDS:
            self._swept = time.monotonic()
            self.carrier.send_lost()
