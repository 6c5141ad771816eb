"""Who did what, when: each entry holds the SHA-256 of the one before it, so that none between can change or go."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, insert, select

from configurator.database.tables import trail
from renderer.digest import canonical_json, digest_bytes
from renderer.recipe import Frozen

Detail = str | int | None


class Entry(Frozen):
    """One thing that was done."""

    number: int
    at: datetime
    by: str
    action: str
    details: dict[str, Detail]
    previous: str | None
    """SHA-256 of the entry before it."""
    credential: str | None = None
    """What let them in, whatever `by` says: `key:` and its id, or `link:` and the beginning of the digest of its token.

    None for who was on the machine itself, and in entries from before this was written down.
    """


def note(
    db: Connection,
    config_id: str,
    by: str,
    now: datetime,
    action: str,
    details: Mapping[str, Detail],
    credential: str = "",
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
        credential=credential or None,
    )
    text = canonical_json(entry)
    row = {"id": config_id, "number": entry.number, "entry": text.decode(), "sha256": digest_bytes(text)}
    db.execute(insert(trail).values(row))


def entries(db: Connection, config_id: str, after: int = 0, limit: int | None = None) -> list[Entry]:
    """What was done, oldest first: all of it, or `limit` entries after number `after`."""
    return [Entry.model_validate_json(row.entry) for row in db.execute(_rows(config_id, after, limit))]


def first_broken(db: Connection, config_id: str, after: int = 0, limit: int | None = None) -> int | None:
    """The number of the first of these entries that is not as it was written; None where all hold.

    A page is held against the entry before it: who reads all pages has checked the whole trail.
    """
    before = select(trail.c.sha256).where(trail.c.id == config_id, trail.c.number == after)
    previous = db.scalar(before)
    for number, row in enumerate(db.execute(_rows(config_id, after, limit)), after + 1):
        stated = json.loads(row.entry)
        fits = row.number == number == stated["number"] and stated["previous"] == previous
        if not fits or digest_bytes(row.entry.encode()) != row.sha256:
            return number
        previous = row.sha256
    return None


def _rows(config_id: str, after: int, limit: int | None) -> Select[*tuple[Any, ...]]:
    wanted = select(trail).where(trail.c.id == config_id, trail.c.number > after)
    return wanted.order_by(trail.c.number).limit(limit)
