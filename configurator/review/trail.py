"""Who did what, when: each entry holds the SHA-256 of the one before it, so that none can be changed or left out."""

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime

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
    connection: sqlite3.Connection,
    config_id: str,
    by: str,
    now: datetime,
    action: str,
    details: Mapping[str, str | int | None],
) -> None:
    """Add to the trail of a configuration, in the transaction that does what it tells of."""
    query = "SELECT number, sha256 FROM trail WHERE id = ? ORDER BY number DESC LIMIT 1"
    last = connection.execute(query, (config_id,)).fetchone()
    entry = Entry(
        number=last["number"] + 1 if last else 1,
        at=now,
        by=by,
        action=action,
        details=dict(details),
        previous=last["sha256"] if last else None,
    )
    text = canonical_json(entry)
    row = (config_id, entry.number, text.decode(), digest_bytes(text))
    connection.execute("INSERT INTO trail VALUES (?, ?, ?, ?)", row)


def entries(connection: sqlite3.Connection, config_id: str) -> list[Entry]:
    """All that was done, oldest first."""
    rows = connection.execute("SELECT entry FROM trail WHERE id = ? ORDER BY number", (config_id,))
    return [Entry.model_validate_json(row["entry"]) for row in rows]


def first_broken(connection: sqlite3.Connection, config_id: str) -> int | None:
    """The number of the first entry that is not as it was written; None where the whole trail holds."""
    previous = None
    rows = connection.execute("SELECT * FROM trail WHERE id = ? ORDER BY number", (config_id,))
    for number, row in enumerate(rows, 1):
        stated = json.loads(row["entry"])
        fits = row["number"] == number == stated["number"] and stated["previous"] == previous
        if not fits or digest_bytes(row["entry"].encode()) != row["sha256"]:
            return number
        previous = row["sha256"]
    return None
