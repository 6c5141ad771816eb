"""What has to be there for work to be done: database, broker, workers, room."""

import logging
from dataclasses import dataclass

from renderer.errors import LiveryError
from workers.fitness import unfit
from workers.home import Home
from workers.registry import Registry
from workers.sweeper import waiting_messages

log = logging.getLogger("livery.api")


@dataclass(frozen=True)
class Part:
    """One thing that was looked at."""

    ok: bool
    detail: str


def readiness(home: Home) -> dict[str, Part]:
    """Every part by name."""
    lack = unfit(home.root)
    return {
        "database": _looked(lambda: f"{home.ledger.count('queued')} jobs queued"),
        "broker": _looked(lambda: f"{waiting_messages()} messages waiting"),
        "workers": _workers(home),
        "machine": Part(not lack, lack or "room enough"),
    }


def _looked(look: object) -> Part:
    assert callable(look)
    try:
        return Part(True, str(look()))
    except LiveryError as error:
        return refused(error)


def _workers(home: Home) -> Part:
    try:
        alive = Registry(home.database).alive()
    except LiveryError as error:
        return refused(error)
    working = [each for each in alive if each.state == "working"]
    notes = [f"one {'lacks' if each in working else 'stands aside'}: {each.note}" for each in alive if each.note]
    return Part(bool(working), "; ".join([f"{len(working)} working", *notes]))


def refused(error: LiveryError) -> Part:
    """What does not answer, without the reason: whoever asks has shown no key."""
    log.error("not ready", extra={"code": error.code, "reason": error.reason})
    return Part(False, error.message)
