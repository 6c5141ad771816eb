"""Who did what, when: each entry holds the SHA-256 of the one before it, so that none between can change or go."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select

from configurator.database.tables import trail
from renderer.digest import canonical_json, digest_bytes
from renderer.recipe import Frozen


class Entry(Frozen):
    """One thing that was done."""

    number: int
    at: datetime
    by: str
    action: str
    details: dict[str, str | int | None]
    previous: str | None
    """SHA-256 of the entry before it."""


def note(
    db: Connection, config_id: str, by: str, now: datetime, action: str, details: Mapping[str, str | int | None]
) -> None:
    """Add to the trail of a configuration, in the transaction that does what it tells of and holds its row."""
    newest = select(trail).where(trail.c.id == config_id).order_by(trail.c.number.desc()).limit(1)
    last = db.execute(newest).first()
    entry = Entry(
        number=last.number + 1 if last else 1,
        at=now,
        by=by,
        action=action,
        details=dict(details),
        previous=last.sha256 if last else None,
    )
    text = canonical_json(entry)
    row = {"id": config_id, "number": entry.number, "entry": text.decode(), "sha256": digest_bytes(text)}
    db.execute(insert(trail).values(row))


def entries(db: Connection, config_id: str) -> list[Entry]:
    """All that was done, oldest first."""
    rows = db.execute(select(trail.c.entry).where(trail.c.id == config_id).order_by(trail.c.number))
    return [Entry.model_validate_json(row.entry) for row in rows]


def first_broken(db: Connection, config_id: str) -> int | None:
    """The number of the first entry that is not as it was written; None where the whole trail holds."""
    previous = None
    rows = db.execute(select(trail).where(trail.c.id == config_id).order_by(trail.c.number))
    for number, row in enumerate(rows, 1):
        stated = json.loads(row.entry)
        fits = row.number == number == stated["number"] and stated["previous"] == previous
        if not fits or digest_bytes(row.entry.encode()) != row.sha256:
            return number
        previous = row.sha256
    return None
