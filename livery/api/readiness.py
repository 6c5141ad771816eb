"""What has to be there for work to be done: database, broker, workers, room."""

from dataclasses import dataclass

from renderer.errors import LiveryError
from workers.fitness import unfit
from workers.home import Home
from workers.registry import Registry, Worker
from workers.sweeper import waiting_messages


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
        return Part(False, error.message)


def _workers(home: Home) -> Part:
    try:
        alive = Registry(home.database).alive()
    except LiveryError as error:
        return Part(False, error.message)
    working = [each for each in alive if each.state == "working"]
    notes = "; ".join(_note(each) for each in alive if each.state != "working")
    return Part(bool(working), f"{len(working)} working" + (f"; {notes}" if notes else ""))


def _note(worker: Worker) -> str:
    return f"{worker.name} stands aside: {worker.note}"
