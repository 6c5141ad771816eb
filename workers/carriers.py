"""Who carries a job to the process that does it: this machine's own pool, or Celery."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType
from typing import Never, Protocol, Self

from kombu.exceptions import OperationalError

from workers.errors import BrokerUnavailable, JobFailed
from workers.fork_server import DRAWING
from workers.home import Home
from workers.job import LONG, Job
from workers.outbox import Message, Outbox
from workers.pool import NamedPool
from workers.registry import Registry
from workers.settings import settings

POLL_SECONDS, LONG_SECONDS = 0.03, 0.25
"""So long a trip lets the ledger rest; the longer one where it is woken when work ends."""
LOOK_SECONDS = 2.0
PATIENCE_SECONDS = 300.0
"""So long work waits for a first worker, or for the next where all have gone."""
BUILD_LIMITS = {"soft_time_limit": 86_400, "time_limit": 86_460}
"""Seconds. A build is many jobs, and one worker may do all of them: the limits of a single job are not for it."""
NOBODY = "no worker is there: livery up --no-api"


class Carrier(Protocol):
    """Wakes somebody for a job that stands in the ledger."""

    def send(self, job: Job) -> None:
        """See to it that `job` is done, soon and elsewhere."""
        ...

    def wait(self) -> str:
        """Let a moment pass in which work may end, and say what keeps it waiting, for people; mostly nothing does.

        Raises where it can no longer be done.
        """
        ...

    def send_lost(self) -> None:
        """Wake somebody again for whatever seems lost on the way."""
        ...


class PoolCarrier:
    """Runs the tasks in a pool of processes of its own; no broker, no server.

    The server process that the pool forks from starts at once, and gets ready while the caller still resolves.
    """

    def __init__(self, home: Path, processes: int) -> None:
        self._pool = NamedPool(home, processes, DRAWING, begin=_nothing)
        self._outbox = Home(home, database_url=settings().database_url).outbox
        self._futures: list[Future[None]] = []

    def send(self, job: Job) -> None:
        """Queue the job's task."""
        try:
            self._futures.append(self._pool.submit(_run, job.key))
        except BrokenProcessPool:
            self._give_up()
        self._pool.look()

    def wait(self) -> str:
        """Sleep until something has ended, or for a moment.

        Raises `JobFailed` where a process of the pool died; what the pool held is then free for the next.
        """
        self._sleep()
        try:
            for future in [future for future in self._futures if future.done()]:
                future.result()
        except BrokenProcessPool:
            self._give_up()
        except Exception as error:
            message = "A drawing process could not start its work. `livery doctor` looks for the cause."
            raise JobFailed(message, reason=f"{type(error).__name__}: {error}") from error
        return ""

    def send_lost(self) -> None:
        """Nothing is lost on the way to a pool."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _sleep(self) -> None:
        """Looking at the ledger all the time would take from the pool what it draws with."""
        if under_way := [future for future in self._futures if not future.done()]:
            wait(under_way, LONG_SECONDS, FIRST_COMPLETED)
        else:
            time.sleep(POLL_SECONDS)

    def _give_up(self) -> Never:
        self._pool.hand_back(self._outbox)
        raise JobFailed(
            "A drawing process died before its work was done. Where the machine ran out of memory, its log says so "
            "(`dmesg`): try fewer LIVERY_PROCESSES. What was finished is kept; a new build goes on from there.",
            code="WORKER_DIED",
        )


class CeleryCarrier:
    """Publishes messages for the workers that listen on `LIVERY_BROKER_URL`, and again where one was lost."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self._registry = Registry(outbox.database)
        self._looked = self._workers_seen = time.monotonic()
        self._note = ""

    def send(self, job: Job) -> None:
        """Publish; raises `BrokerUnavailable` where nobody answers, and then the message is still due."""
        if message := self._outbox.take(job.key):
            self.publish(message)

    def publish(self, message: Message) -> None:
        """Hand one message to the broker."""
        from workers.tasks import do  # noqa: PLC0415 - a process without a broker need not load Celery's app

        limits = BUILD_LIMITS if message.verb in LONG else {}
        try:
            do.apply_async((message.key,), queue=message.queue, priority=message.priority, **limits)
        except OperationalError as error:
            self._outbox.unsend(message.key)
            away = "The broker does not answer. Start it or unset LIVERY_BROKER_URL."
            raise BrokerUnavailable(away, reason=str(error)) from None

    def publish_all(self, messages: Sequence[Message]) -> None:
        """Hand them to the broker in their order; raises `BrokerUnavailable`, and what was not taken stays due."""
        for number, message in enumerate(messages):
            try:
                self.publish(message)
            except BrokerUnavailable:
                for unsent in messages[number + 1 :]:
                    self._outbox.unsend(unsent.key)
                raise

    def send_lost(self) -> None:
        """Publish what is due, also where no sweeper runs."""
        self.publish_all(self._outbox.due())

    def wait(self) -> str:
        """Say so where no worker is there to listen; after a while raises `BrokerUnavailable` WORKERS_MISSING."""
        time.sleep(POLL_SECONDS)
        if time.monotonic() - self._looked > LOOK_SECONDS:
            self._looked = time.monotonic()
            self._note = self._look()
        return self._note

    def _look(self) -> str:
        if self._registry.alive():
            self._workers_seen = self._looked
            return ""
        if self._looked - self._workers_seen > PATIENCE_SECONDS:
            raise BrokerUnavailable(
                f"For {PATIENCE_SECONDS:.0f} seconds no worker has been there to take the work. Start some: `livery up "
                "--no-api`, or unset LIVERY_BROKER_URL. What was asked for stays queued, what was finished is kept.",
                code="WORKERS_MISSING",
            )
        return NOBODY


class HelpingCarrier:
    """Offers jobs to whoever is idle, and does those itself that nobody has taken, one a look."""

    def __init__(self, perform: Callable[[str], object]) -> None:
        self._perform = perform
        self._waiting: deque[str] = deque()

    def send(self, job: Job) -> None:
        """The row is in the outbox, from where a sweeper wakes others; we come to it ourselves as well."""
        self._waiting.append(job.key)

    def wait(self) -> str:
        """Do the next job, unless another has taken it; where none is left, others are at work."""
        if self._waiting:
            self._perform(self._waiting.popleft())
        else:
            time.sleep(POLL_SECONDS)
        return ""

    def send_lost(self) -> None:
        """Nothing is lost on the way to oneself."""


def _nothing() -> None:
    """What a pool that only builds has to do before its first job."""


def _run(key: str) -> None:
    from workers.home import open_home  # noqa: PLC0415 - the settings of the child are settled first
    from workers.perform import perform  # noqa: PLC0415

    perform(key, open_home())
