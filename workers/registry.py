"""Who works here: each worker's name, queues and state, as it last said."""

from dataclasses import dataclass

from sqlalchemy import delete, select, update

from workers.database import Database
from workers.database.clock import now
from workers.database.schema import workers
from workers.database.upsert import upsert

FORGOTTEN_SECONDS = 3600.0
SILENT_SECONDS = 15.0
"""Who has said nothing for so long is not there."""


@dataclass(frozen=True)
class Worker:
    """A worker as the registry has it. `state`: `working`, or `aside`; `note` says why, or what it lacks."""

    name: str
    queues: str
    version: str
    state: str
    note: str
    silent_seconds: float
    """Since it was last heard of."""


class Registry:
    """The workers of a deployment, on all its hosts."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def beat(self, name: str, queues: str, version: str, note: str = "") -> str:
        """`name` is alive; as it begins, `note` says what it cannot do. Returns its state: a restart changes none."""
        words = {"queues": queues, "version": version, "seen_at": now()}
        with self.database.transaction() as db:
            new = upsert(db, workers).values(name=name, state="working", note=note, **words)
            told = new.on_conflict_do_update(index_elements=["name"], set_=words).returning(workers.c.state)
            state = str(db.execute(told).scalar())
            db.execute(delete(workers).where(workers.c.seen_at < now() - FORGOTTEN_SECONDS))
        return state

    def set_state(self, name: str, state: str, note: str = "") -> None:
        """`name` stands aside, or works again."""
        with self.database.transaction() as db:
            db.execute(update(workers).where(workers.c.name == name).values(state=state, note=note))

    def forget(self, name: str) -> None:
        """`name` has ended."""
        with self.database.transaction() as db:
            db.execute(delete(workers).where(workers.c.name == name))

    def alive(self) -> list[Worker]:
        """Those that were heard of lately, by name."""
        return [each for each in self.all() if each.silent_seconds < SILENT_SECONDS]

    def all(self) -> list[Worker]:
        """Every worker, by name."""
        shown = (workers.c.name, workers.c.queues, workers.c.version, workers.c.state, workers.c.note)
        silent = (now() - workers.c.seen_at).label("silent_seconds")
        with self.database.reading() as db:
            return [Worker(**row) for row in db.execute(select(*shown, silent).order_by("name")).mappings()]
