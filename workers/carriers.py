"""Who carries a job to the process that does it: this machine's own pool, or Celery."""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from kombu.exceptions import OperationalError

from workers.errors import BrokerUnavailable, JobFailed
from workers.job import Job
from workers.outbox import Message, Outbox
from workers.settings import settings


class Carrier(Protocol):
    """Wakes somebody for a job that stands in the ledger."""

    def send(self, job: Job) -> None:
        """See to it that `job` is done, soon and elsewhere."""
        ...

    def check(self) -> None:
        """Raise where work that was sent can no longer be done."""
        ...


class PoolCarrier:
    """Runs the tasks in a pool of processes of its own; no broker, no server.

    The pool forks from a clean server process, so that no thread or denoiser state of the caller reaches a child. That
    process starts at once, and gets ready while the caller still resolves.
    """

    def __init__(self, home: Path, processes: int) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["workers.perform"])
        forkserver.ensure_running()
        self._pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_settle, initargs=(str(home),))
        self._futures: list[Future[None]] = []

    def send(self, job: Job) -> None:
        """Queue the job's task."""
        self._futures.append(self._pool.submit(_run, job.key))

    def check(self) -> None:
        """Raise `JobFailed` where a process of the pool died."""
        try:
            for future in [future for future in self._futures if future.done()]:
                future.result()
        except BrokenProcessPool:
            raise JobFailed(
                "A drawing process died before its work was done. Where the machine ran out of memory, its log says so "
                "(`dmesg`): try fewer LIVERY_PROCESSES. What was finished is kept.",
                code="WORKER_DIED",
            ) from None
        except Exception as error:
            raise JobFailed(f"A drawing process could not start its work: {type(error).__name__}: {error}.") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


class CeleryCarrier:
    """Publishes messages for the workers that listen on `LIVERY_BROKER_URL`; a lost one is the sweeper's to repeat."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    def send(self, job: Job) -> None:
        """Publish; raises `BrokerUnavailable` where nobody answers, and then the message is still due."""
        if message := self._outbox.take(job.key):
            self.publish(message)

    def publish(self, message: Message) -> None:
        """Hand one message to the broker."""
        from workers.tasks import do  # noqa: PLC0415 - a process without a broker need not load Celery's app

        try:
            do.apply_async((message.key,), queue=message.queue, priority=message.priority)
        except OperationalError as error:
            self._outbox.unsend(message.key)
            raise BrokerUnavailable(
                f"The broker does not answer ({error}). Start it or unset LIVERY_BROKER_URL."
            ) from None

    def check(self) -> None:
        """The ledger tells how jobs end; there is nothing else to look at."""


class HelpingCarrier:
    """Offers jobs to whoever is idle, and does those itself that nobody has taken, one a look."""

    def __init__(self, perform: Callable[[str], object]) -> None:
        self._perform = perform
        self._waiting: deque[str] = deque()

    def send(self, job: Job) -> None:
        """The row is in the outbox, from where a sweeper wakes others; we come to it ourselves as well."""
        self._waiting.append(job.key)

    def check(self) -> None:
        """Do the next job, unless another has taken it."""
        if self._waiting:
            self._perform(self._waiting.popleft())


def _settle(home: str) -> None:
    os.environ["LIVERY_HOME"] = home
    settings.cache_clear()


def _run(key: str) -> None:
    from workers.home import open_home  # noqa: PLC0415 - the settings of the child are settled first
    from workers.perform import perform  # noqa: PLC0415

    perform(key, open_home())
