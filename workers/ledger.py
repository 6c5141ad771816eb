"""The ledger: a job is a row first; a message only wakes a worker.

queued ──claim──► running ──finish──► done
  ▲                  │ └────fail────► failed ──enqueue──► queued
  └─lease runs out───┤
                     └─the third time─► dead ──an hour, or revive──► queued
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy import Row as SqlRow

from workers.database import Database
from workers.database.clock import now
from workers.database.schema import jobs
from workers.database.upsert import upsert
from workers.job import AssetRecord, Job

LEASE_SECONDS = 30.0
MAX_ATTEMPTS = 3
"""So many workers may die over a job before it is set aside."""
DEAD_SECONDS = 3600.0
"""A dead job stays dead so long, however often it is asked for: it would take more workers with it."""

Queue = Literal["preview", "batch"]
ENDED = ("done", "failed", "dead")


@dataclass(frozen=True)
class Wish:
    """How a job is wanted: by somebody who waits, or in bulk; a lower number sooner."""

    queue: Queue = "preview"
    priority: int = 5
    trace: str = ""


BULK = Wish("batch", priority=6)
"""What nobody watches as closely as a picture that they wait for."""


@dataclass(frozen=True)
class Claim:
    """The right to do a job, until the lease runs out."""

    job: Job
    token: str
    trace: str = ""


@dataclass(frozen=True)
class Row:
    """How a job stands."""

    key: str
    verb: str
    tenant: str
    state: str
    asset: AssetRecord | None
    error: dict[str, object] | None
    seconds: float
    """How long it took, wall time; 0 while it has not ended."""
    stale: bool
    """Whether its holder let the lease run out: it was killed, or hangs."""
    attempt: int
    """How often somebody took it."""
    queue: str = "preview"
    progress: Mapping[str, Any] = field(default_factory=dict)
    trace: str = ""

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self.state in ENDED


class Ledger:
    """Rows of jobs. Every method is one transaction, and safe to call from any process on any host."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def enqueue(self, job: Job, wish: Wish = Wish()) -> None:
        """Write `job` down; one that is there stays as it is, unless it had failed. What is awaited leaves the bulk."""
        with self.database.transaction() as db:
            fresh = {**_QUEUED, "queue": wish.queue, "priority": wish.priority, "trace": wish.trace}
            words = {"key": job.key, "tenant": job.tenant, "verb": job.verb, "inputs": json.dumps(job.inputs)}
            statement = upsert(db, jobs).values(**words, **fresh, sendings=0, created_at=now())
            db.execute(statement.on_conflict_do_update(index_elements=["key"], set_=fresh, where=_may_be_tried_again()))
            if wish.queue == "preview":
                waits = and_(jobs.c.key == job.key, jobs.c.state == "queued", jobs.c.queue == "batch")
                sooner = {"queue": wish.queue, "priority": wish.priority, "sent_at": None}
                db.execute(update(jobs).where(waits).values(sooner))

    def claim(self, key: str, holder: str) -> Claim | None:
        """Take the job, or nothing where it is done, dead, or somebody else holds it."""
        token = secrets.token_hex(8)
        taken = {"state": "running", "token": token, "holder": holder, "attempt": jobs.c.attempt + 1}
        times = {"started_at": now(), "lease_until": now() + LEASE_SECONDS}
        lapsed = and_(jobs.c.state == "running", jobs.c.lease_until < now(), jobs.c.attempt < MAX_ATTEMPTS)
        free = and_(jobs.c.key == key, or_(jobs.c.state == "queued", lapsed))
        wanted = (jobs.c.verb, jobs.c.inputs, jobs.c.tenant, jobs.c.trace)
        with self.database.transaction() as db:
            row = db.execute(update(jobs).where(free).values(**taken, **times).returning(*wanted)).first()
        if row is None:
            return None
        return Claim(Job(verb=row.verb, inputs=json.loads(row.inputs), tenant=row.tenant), token, row.trace)

    def finish(self, key: str, token: str, asset: AssetRecord) -> bool:
        """Close a job with its result; without effect, and False, where the lease has passed to another."""
        return self._close(key, token, {"state": "done", "asset": asset.model_dump_json(), "blob": asset.blob})

    def fail(self, key: str, token: str, error: Mapping[str, object]) -> bool:
        """Close a job with its error; False where the lease has passed to another."""
        return self._close(key, token, {"state": "failed", "error": json.dumps(error)})

    def forget(self, key: str) -> None:
        """Queue a job again that was done, because its result is gone."""
        with self.database.transaction() as db:
            db.execute(update(jobs).where(jobs.c.key == key, jobs.c.state == "done").values(_QUEUED))

    def revive(self, key: str) -> bool:
        """Queue a dead job again; False where there is no dead job of that key."""
        with self.database.transaction() as db:
            return bool(
                db.execute(update(jobs).where(jobs.c.key == key, jobs.c.state == "dead").values(_QUEUED)).rowcount
            )

    def beat(self, key: str, token: str) -> None:
        """Renew the lease: the holder is alive."""
        self._while_held(key, token, {"lease_until": now() + LEASE_SECONDS})

    def progress(self, key: str, token: str, progress: Mapping[str, Any]) -> None:
        """Say how far the work has come."""
        self._while_held(key, token, {"progress": json.dumps(progress)})

    def release(self, key: str, token: str) -> None:
        """Give a job back undone: its holder was told to stop, which does not count as an attempt."""
        self._while_held(key, token, {**BACK, "attempt": jobs.c.attempt - 1})

    def rows(self, keys: Sequence[str], tenant: str | None = None) -> list[Row]:
        """How these jobs stand, in the order asked; where a tenant is named, those that are theirs."""
        wanted = select(*_SHOWN).where(jobs.c.key.in_(keys))
        with self.database.reading() as db:
            theirs = wanted if tenant is None else wanted.where(jobs.c.tenant == tenant)
            found = {row.key: row for row in db.execute(theirs)}
        return [_row(found[key]) for key in keys if key in found]

    def assets(self, tenant: str, blob: str) -> list[AssetRecord]:
        """The assets whose bytes are `blob` that jobs of this tenant have made: of several names, maybe."""
        with self.database.reading() as db:
            found = db.scalars(select(jobs.c.asset).where(jobs.c.tenant == tenant, jobs.c.blob == blob).distinct())
            return [AssetRecord.model_validate_json(each) for each in found if each]

    def made(self, tenant: str, blob: str) -> list[Job]:
        """The jobs of this tenant whose result is `blob`."""
        wanted = select(jobs.c.verb, jobs.c.inputs).where(jobs.c.tenant == tenant, jobs.c.blob == blob)
        with self.database.reading() as db:
            return [Job(verb=row.verb, inputs=json.loads(row.inputs), tenant=tenant) for row in db.execute(wanted)]

    def count(self, state: str) -> int:
        """How many jobs stand at `state`."""
        with self.database.reading() as db:
            return db.scalar(select(func.count()).select_from(jobs).where(jobs.c.state == state)) or 0

    def _close(self, key: str, token: str, values: Mapping[str, Any]) -> bool:
        return self._while_held(key, token, {**values, "finished_at": now()})

    def _while_held(self, key: str, token: str, values: Mapping[str, Any]) -> bool:
        """Write `values` where the job is still this holder's: the token is the fence."""
        held = and_(jobs.c.key == key, jobs.c.token == token, jobs.c.state == "running")
        with self.database.transaction() as db:
            return bool(db.execute(update(jobs).where(held).values(**values)).rowcount)


BACK: dict[str, Any] = {"state": "queued", "token": None, "lease_until": None, "sent_at": None}
"""What makes a row free for the next: nobody holds it, and its message is due."""
_QUEUED: dict[str, Any] = {
    **BACK, "attempt": 0, "asset": None, "blob": None, "error": None, "progress": None, "finished_at": None
}  # fmt: skip
_SHOWN = (
    jobs.c.key, jobs.c.verb, jobs.c.tenant, jobs.c.state, jobs.c.asset, jobs.c.error, jobs.c.attempt, jobs.c.queue,
    jobs.c.progress, jobs.c.trace,
    func.coalesce(jobs.c.finished_at - jobs.c.started_at, 0.0).label("seconds"),
    and_(jobs.c.state == "running", jobs.c.lease_until < now()).label("stale"),
)  # fmt: skip


def _may_be_tried_again() -> ColumnElement[bool]:
    rested = and_(jobs.c.state == "dead", jobs.c.finished_at < now() - DEAD_SECONDS)
    return or_(jobs.c.state == "failed", rested)


def _row(row: SqlRow[*tuple[Any, ...]]) -> Row:
    return Row(
        key=row.key,
        verb=row.verb,
        tenant=row.tenant,
        state=row.state,
        asset=AssetRecord.model_validate_json(row.asset) if row.asset else None,
        error=json.loads(row.error) if row.error else None,
        seconds=row.seconds,
        stale=bool(row.stale),
        attempt=row.attempt,
        queue=row.queue,
        progress=json.loads(row.progress) if row.progress else {},
        trace=row.trace,
    )
