"""A worker's life as others see it: it says that it is alive, and takes no messages while it stands aside."""

import logging
import os
import signal
import threading
import time
from types import FrameType
from typing import Any

from celery.signals import setup_logging, worker_process_init, worker_ready, worker_shutdown

from renderer.digest import digest_value
from workers.app import app
from workers.errors import DatabaseUnavailable
from workers.fitness import unable
from workers.home import open_home
from workers.job import LONG, code_digest
from workers.logs import configure_logging
from workers.registry import Registry
from workers.settings import settings
from workers.standing import REST_SECONDS

BEAT_SECONDS = 2.0
GIVING_WAY = 5
"""So much nicer than the API of the same host, https://man7.org/linux/man-pages/man2/nice.2.html."""

log = logging.getLogger("livery.workers")


@setup_logging.connect
def log_as_json(**_: object) -> None:
    """Celery's own words go where ours go."""
    configure_logging(settings().log_level)


@worker_process_init.connect
def end_politely(**_: object) -> None:
    """Let a child that is told to stop give its job back, instead of dropping where it stands."""
    signal.signal(signal.SIGTERM, _leave)


@worker_process_init.connect
def give_way(**_: object) -> None:
    """Whoever waits for an answer goes before all that is drawn for later."""
    os.nice(GIVING_WAY)


def _leave(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


@worker_ready.connect
def begin(sender: Any, **_: object) -> None:  # noqa: ANN401 - Celery's consumer
    """Keep the registry informed for as long as this worker lives."""
    pulse = Pulse(sender.hostname, sorted(queue.name for queue in sender.task_consumer.queues))
    threading.Thread(target=pulse.run, name="pulse", daemon=True).start()


@worker_shutdown.connect
def end(**_: object) -> None:
    """Leave the registry."""
    Registry(open_home().database).forget(settings().worker)


class Pulse:
    """Beats, and has the worker stop or begin to take messages as its state says."""

    def __init__(self, node: str, queues: list[str]) -> None:
        self._node = node
        self._queues = queues
        self._name = settings().worker
        self._registry = Registry(open_home().database)
        self._aside_since = 0.0
        self._lack = unable()

    def run(self) -> None:
        """Beat until the process ends."""
        version = digest_value([code_digest(verb) for verb in ("preview", *LONG)])[:12]
        while True:
            try:
                self.follow(self._registry.beat(self._name, ",".join(self._queues), version, self._lack))
            except DatabaseUnavailable as error:
                log.warning("no pulse: %s", error.code, extra={"worker": self._name})
            time.sleep(BEAT_SECONDS)

    def follow(self, state: str) -> None:
        """Stop taking messages where the worker steps aside; after its rest it may try again."""
        if state == "aside" and not self._aside_since:
            self._aside_since = time.monotonic()
            self._each_queue("cancel_consumer")
        elif state == "aside" and time.monotonic() - self._aside_since > REST_SECONDS:
            self._aside_since = 0.0
            self._registry.set_state(self._name, "working", self._lack)
            self._each_queue("add_consumer")

    def _each_queue(self, what: str) -> None:
        for queue in self._queues:
            getattr(app.control, what)(queue, destination=[self._node])
