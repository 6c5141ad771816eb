"""The sweeper: sends what is due, takes back what the dead held, buries what nobody survives. Any number may run."""

import logging
import threading
from collections.abc import Callable

import redis

from workers.carriers import CeleryCarrier
from workers.errors import BrokerUnavailable, DatabaseUnavailable
from workers.home import Home
from workers.notices.deliver import deliver_due
from workers.settings import settings

SWEEP_SECONDS = 2.0

log = logging.getLogger("livery.sweeper")


def sweep(home: Home) -> int:
    """One round; returns how many messages were sent. Raises `BrokerUnavailable`, and what is unsent stays due."""
    moved = home.outbox.reclaim()
    if moved:
        log.warning("leases ran out", extra={"count": moved})
    carrier = CeleryCarrier(home.outbox)
    messages = home.outbox.due(broker_is_empty=waiting_messages() == 0)
    carrier.publish_all(messages)
    return len(messages)


def run(home: Home, stop: threading.Event) -> None:
    """Sweep until told to stop; what does not answer now is asked again."""
    while not stop.wait(SWEEP_SECONDS):
        for task in (sweep, deliver_due):
            attempt(task, home)


def attempt(task: Callable[[Home], int], home: Home) -> None:
    """Do one task of a round; whatever goes wrong is logged, and ends neither the other task nor the sweeper."""
    try:
        task(home)
    except (BrokerUnavailable, DatabaseUnavailable) as error:
        log.warning("sweep put off: %s", error.code)
    except Exception:
        log.exception("sweep failed unexpectedly")


def waiting_messages() -> int:
    """How many messages lie in the broker and wait; raises `BrokerUnavailable`."""
    if not settings().broker_url:
        raise BrokerUnavailable("No broker is named. Set LIVERY_BROKER_URL, or start `livery up`, which brings one.")
    try:
        with broker_client() as client:
            keys = [f"livery:{name}" for queue in ("preview", "batch") for name in queue_keys(queue)]
            return sum(int(client.llen(key)) for key in keys)
    except redis.RedisError as error:
        message = "The broker does not answer. Start it; what is queued waits."
        raise BrokerUnavailable(message, reason=str(error)) from None


def queue_keys(queue: str) -> list[str]:
    """The lists that Kombu keeps a queue in, one a priority."""
    from workers.app import PRIORITY_STEPS  # noqa: PLC0415 - asked for by those who have a broker

    return [queue if not step else f"{queue}\x06\x16{step}" for step in PRIORITY_STEPS]


def broker_client() -> "redis.Redis":
    """A client of the broker that the settings name; waits no longer than a sweep may."""
    url = settings().broker_url
    if url.startswith("redis+socket://"):
        url = url.replace("redis+socket", "unix", 1)
    return redis.Redis.from_url(url, socket_timeout=3, socket_connect_timeout=3)
