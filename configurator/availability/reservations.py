"""What is set aside for whom: stock and production days, in SQLite, reserved once however often it is asked."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from configurator.availability.source import Supply, SupplySource
from renderer.errors import InputError

SCHEMA = """
CREATE TABLE IF NOT EXISTS reserved (
    reference TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('item', 'slot')), what TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0), PRIMARY KEY (reference, kind, what)) STRICT;
CREATE INDEX IF NOT EXISTS reserved_what ON reserved (kind, what);
"""


class Reservations:
    """All reservations of one file; safe across processes."""

    def __init__(self, file: Path) -> None:
        self.file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        with self._writing() as database:
            database.executescript(SCHEMA)

    def reserve(self, reference: str, items: Mapping[str, int], slots: Mapping[date, int], per_day: int) -> None:
        """Set aside for `reference`, all or nothing, in place of what was before. Asked again it changes nothing.

        Raises `InputError` SLOT_TAKEN where somebody was faster: estimate again, and reserve what is free then.
        """
        wanted = [("item", item, count) for item, count in items.items()]
        wanted += [("slot", day.isoformat(), count) for day, count in slots.items()]
        with self._writing() as database:
            for day, count in slots.items():
                if self._count(database, "slot", day.isoformat(), reference) + count > per_day:
                    message = f"The production slots of {day} have just been taken. Estimate the delivery again."
                    raise InputError(message, code="SLOT_TAKEN")
            database.execute("DELETE FROM reserved WHERE reference = ?", (reference,))
            database.executemany("INSERT INTO reserved VALUES (?, ?, ?, ?)", [(reference, *row) for row in wanted])

    def release(self, reference: str) -> None:
        """Give back what is set aside for `reference`; nothing where nothing is."""
        with self._writing() as database:
            database.execute("DELETE FROM reserved WHERE reference = ?", (reference,))

    def slots(self, but: str = "") -> dict[date, int]:
        """Day → how many slots are taken, not counting those of reference `but`."""
        with closing(self._open()) as database:
            rows = database.execute(
                "SELECT what, sum(count) FROM reserved WHERE kind = 'slot' AND reference != ? GROUP BY what", (but,)
            )
            return {date.fromisoformat(day): count for day, count in rows}

    def held(self, reference: str) -> tuple[dict[str, int], dict[date, int]]:
        """Items and slots that are set aside for `reference`."""
        query = "SELECT kind, what, count FROM reserved WHERE reference = ? ORDER BY kind, what"
        with closing(self._open()) as database:
            rows = database.execute(query, (reference,)).fetchall()
        items = {what: count for kind, what, count in rows if kind == "item"}
        return items, {date.fromisoformat(what): count for kind, what, count in rows if kind == "slot"}

    def left_of(self, source: SupplySource, items: Collection[str], but: str = "") -> dict[str, Supply]:
        """What `source` has of `items` once everything that is set aside, but not for `but`, is taken away."""
        with closing(self._open()) as database:
            return {
                item: Supply(max(0, supply.in_stock - self._count(database, "item", item, but)), supply.lead_days)
                for item, supply in source.supplies(items).items()
            }

    def _count(self, database: sqlite3.Connection, kind: str, what: str, but: str = "") -> int:
        query = "SELECT coalesce(sum(count), 0) FROM reserved WHERE kind = ? AND what = ? AND reference != ?"
        return int(database.execute(query, (kind, what, but)).fetchone()[0])

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self.file, timeout=30, isolation_level=None)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One writer at a time, from the first look to the last row."""
        with closing(self._open()) as database:
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
            except BaseException:
                if database.in_transaction:
                    database.execute("ROLLBACK")
                raise
            if database.in_transaction:
                database.execute("COMMIT")
