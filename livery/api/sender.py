"""Messages go out off the request's path: a broker that is away, or hangs, holds nobody up."""

import logging
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore

from renderer.errors import LiveryError
from workers.carriers import CeleryCarrier
from workers.job import Job
from workers.outbox import Outbox

WAITING = 200
"""What more than so many wait to say is left to the sweeper."""

log = logging.getLogger("livery.api")


class Sender:
    """Wakes workers, one message after the other. What cannot be sent stays due, and the sweeper sends it later."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self._thread = ThreadPoolExecutor(1, "sender")
        self._room = BoundedSemaphore(WAITING)

    def send(self, job: Job) -> None:
        """See to it that a worker hears of `job`; returns at once."""
        if self._room.acquire(blocking=False):
            self._thread.submit(self._publish, job)

    def close(self) -> None:
        """Leave what is not sent yet to the sweeper."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _publish(self, job: Job) -> None:
        try:
            CeleryCarrier(self._outbox).send(job)
        except LiveryError as error:
            log.warning("message put off", extra={"code": error.code, "job": job.key})
        finally:
            self._room.release()
