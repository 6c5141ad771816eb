"""Messages that are due, leases that ran out, jobs that nobody survives: what the sweeper acts on."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, insert, or_, select, update
from sqlalchemy import Row as SqlRow

from workers.database import Database
from workers.database.clock import now
from workers.database.schema import dead_letters, jobs
from workers.ledger import BACK, MAX_ATTEMPTS

RESEND_SECONDS = 30.0
"""A message is sent again where nobody took its job for so long; twice as long each time, up to `MOST_DOUBLINGS`."""
MOST_DOUBLINGS = 5
GRACE_SECONDS = 2.0
"""An empty broker may lack a message that is only on its way."""
AT_ONCE = 200
"""Messages of one sweep."""


@dataclass(frozen=True)
class Message:
    """What wakes a worker: which job, in which queue, how soon, and for what."""

    key: str
    queue: str
    priority: int
    verb: str


@dataclass(frozen=True)
class DeadLetter:
    """A job that is dead, and why."""

    key: str
    verb: str
    reason: str


class Outbox:
    """The rows that wait for a message. Every method is one transaction; any number of sweepers may share it."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def take(self, key: str) -> Message | None:
        """The message of one job that has just been enqueued, noted as sent; nothing where it was or need not be."""
        with self.database.transaction() as db:
            unsent = and_(jobs.c.key == key, jobs.c.state == "queued", jobs.c.sent_at.is_(None))
            found = _take(db, select(*_MESSAGE).where(unsent))
        return found[0] if found else None

    def due(self, *, broker_is_empty: bool = False) -> list[Message]:
        """Messages to send now: never sent, or lost by the look of it, the most urgent first. They count as sent.

        Where the broker holds nothing at all, whatever was sent is lost and need not be waited for.
        """
        patience = GRACE_SECONDS if broker_is_empty else _backoff()
        waiting = or_(jobs.c.sent_at.is_(None), jobs.c.sent_at < now() - patience)
        order = (jobs.c.priority, jobs.c.created_at)
        wanted = select(*_MESSAGE).where(jobs.c.state == "queued", waiting).order_by(*order).limit(AT_ONCE)
        with self.database.transaction() as db:
            return _take(db, wanted)

    def unsend(self, key: str) -> None:
        """The broker did not take the message: it is due again."""
        with self.database.transaction() as db:
            db.execute(update(jobs).where(jobs.c.key == key, jobs.c.state == "queued").values(sent_at=None))

    def reclaim(self) -> int:
        """Queue again what killed workers held, and bury what too many died over. Returns how many were moved."""
        with self.database.transaction() as db:
            lapsed = and_(jobs.c.state == "running", jobs.c.lease_until < now())
            moved = _bury(db, lapsed)
            return moved + db.execute(update(jobs).where(lapsed).values(BACK)).rowcount

    def dead(self, most: int = AT_ONCE) -> list[DeadLetter]:
        """The jobs that are dead now, those that died last first."""
        letters = (dead_letters.c.key, dead_letters.c.verb, dead_letters.c.reason)
        still = and_(jobs.c.key == dead_letters.c.key, jobs.c.state == "dead")
        latest = select(func.max(dead_letters.c.id)).group_by(dead_letters.c.key)
        wanted = select(*letters).join(jobs, still).where(dead_letters.c.id.in_(latest))
        with self.database.reading() as db:
            found = db.execute(wanted.order_by(dead_letters.c.id.desc()).limit(most))
            return [DeadLetter(**row) for row in found.mappings()]

    def hand_back(self, holder: str, *, crashed: bool) -> int:
        """Queue again at once what `holder` held, which is not alive any more. Returns how many were moved.

        Where it was told to stop, that costs its jobs no attempt. Where it crashed, a job may have been the cause: the
        attempt counts, and the last one buries.
        """
        with self.database.transaction() as db:
            held = and_(jobs.c.state == "running", jobs.c.holder == holder)
            moved = _bury(db, held) if crashed else 0
            spent = jobs.c.attempt if crashed else jobs.c.attempt - 1
            return moved + int(db.execute(update(jobs).where(held).values({**BACK, "attempt": spent})).rowcount)


_MESSAGE = (jobs.c.key, jobs.c.queue, jobs.c.priority, jobs.c.verb)


def _backoff() -> Any:  # noqa: ANN401 - an SQL expression
    waits = [(jobs.c.sendings <= n + 1, RESEND_SECONDS * 2**n) for n in range(MOST_DOUBLINGS)]
    return case(*waits, else_=RESEND_SECONDS * 2**MOST_DOUBLINGS)


def _take(db: Connection, wanted: Select[Any]) -> list[Message]:
    if db.dialect.name == "postgresql":
        wanted = wanted.with_for_update(skip_locked=True)
    found = [Message(row.key, row.queue, row.priority, row.verb) for row in db.execute(wanted)]
    sent = {"sent_at": now(), "sendings": jobs.c.sendings + 1}
    db.execute(update(jobs).where(jobs.c.key.in_([each.key for each in found])).values(**sent))
    return found


def _bury(db: Connection, lost: Any) -> int:  # noqa: ANN401 - an SQL expression
    """Close those of the jobs `lost` that took `MAX_ATTEMPTS` workers with them, and keep a record of each."""
    dead = update(jobs).where(lost, jobs.c.attempt >= MAX_ATTEMPTS).values(state="dead", finished_at=now())
    shown = (jobs.c.key, jobs.c.tenant, jobs.c.verb, jobs.c.attempt, jobs.c.holder)
    buried = list(db.execute(dead.returning(*shown)))
    for row in buried:
        db.execute(update(jobs).where(jobs.c.key == row.key).values(error=json.dumps(_epitaph(row.key))))
        db.execute(insert(dead_letters).values(**_letter(row), buried_at=now()))
    return len(buried)


def _epitaph(key: str) -> dict[str, object]:
    message = (
        f"{MAX_ATTEMPTS} workers died over this job. It rests an hour. To try it sooner: `livery build` once more, or "
        f"`livery status --revive {key}`."
    )
    return {"code": "JOB_ABANDONED", "message": message, "status": 500, "details": {}}


def _letter(row: SqlRow[Any]) -> dict[str, Any]:
    reason = f"Its worker died at attempt {row.attempt}; last held by {row.holder}."
    return {"key": row.key, "tenant": row.tenant, "verb": row.verb, "attempts": row.attempt, "reason": reason}
