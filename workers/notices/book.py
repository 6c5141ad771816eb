"""The outbox of notices: what is due, what was sent, what nobody could be told."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, Literal

from sqlalchemy import Connection, insert, select, update

from workers.database import Database
from workers.database.clock import now
from workers.database.schema import notices

Kind = Literal["mail", "webhook"]

WAITS = (60.0, 300.0, 1800.0, 7200.0, 21600.0, 43200.0, 86400.0)
"""Seconds until the next try after each that failed; after the last nobody tries again."""
LEASE_SECONDS = 120.0
"""Whoever sends a notice has it to itself for so long."""
AT_ONCE = 50


@dataclass(frozen=True)
class Notice:
    """Something to tell: to an address, with a body that its kind understands."""

    id: str
    kind: Kind
    event: str
    address: str
    body: dict[str, Any]
    attempts: int


@dataclass(frozen=True)
class NoticeBook:
    """The notices of one database. Any number of senders may share it."""

    database: Database

    def add_in(
        self, db: Connection, kind: Kind, event: str, address: str, body: Mapping[str, Any], tenant: str = ""
    ) -> str:
        """Write a notice down in the transaction that gives the reason for it; its id."""
        name = token_hex(16)
        fixed = {"state": "due", "attempts": 0, "error": "", "due_at": now(), "created_at": now()}
        words = {"id": name, "tenant": tenant, "kind": kind, "event": event, "address": address}
        db.execute(insert(notices).values(**words, **fixed, body=json.dumps(body, sort_keys=True)))
        return name

    def take(self, most: int = AT_ONCE) -> list[Notice]:
        """Notices to send now, the longest due first; nobody else gets them for `LEASE_SECONDS`."""
        due = select(notices).where(notices.c.state == "due", notices.c.due_at <= now())
        with self.database.transaction() as db:
            if db.dialect.name == "postgresql":
                due = due.with_for_update(skip_locked=True)
            found = db.execute(due.order_by(notices.c.due_at).limit(most)).all()
            held = [row.id for row in found]
            db.execute(update(notices).where(notices.c.id.in_(held)).values(due_at=now() + LEASE_SECONDS))
        return [Notice(row.id, row.kind, row.event, row.address, json.loads(row.body), row.attempts) for row in found]

    def done(self, notice: Notice) -> None:
        """It arrived; to whom is forgotten where that is a person."""
        self._settle(notice, {"state": "done", "error": "", **_forgotten(notice)})

    def failed(self, notice: Notice, why: str, *, for_good: bool = False) -> None:
        """It did not: try later, or never where it was the last time or will never do."""
        if for_good or notice.attempts >= len(WAITS):
            self._settle(notice, {"state": "given up", "error": why[:500], **_forgotten(notice)})
        else:
            self._settle(notice, {"due_at": now() + WAITS[notice.attempts], "error": why[:500]})

    def states(self) -> dict[str, tuple[str, int, str]]:
        """Id → state, attempts and what went wrong last."""
        with self.database.reading() as db:
            rows = db.execute(select(notices.c.id, notices.c.state, notices.c.attempts, notices.c.error))
            return {row.id: (row.state, row.attempts, row.error) for row in rows}

    def _settle(self, notice: Notice, values: Mapping[str, Any]) -> None:
        with self.database.transaction() as db:
            at = update(notices).where(notices.c.id == notice.id)
            db.execute(at.values(**values, attempts=notice.attempts + 1))


def _forgotten(notice: Notice) -> dict[str, str]:
    return {"address": ""} if notice.kind == "mail" else {}
