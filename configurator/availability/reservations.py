"""What is set aside for whom: stock and production days, reserved once however often it is asked."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import Connection, delete, func, insert, select

from configurator.availability.source import Supply, SupplySource
from configurator.database import Database, alone
from configurator.database.tables import reserved
from configurator.errors import FinalizationRefused

TAKEN_MEANWHILE = ("SLOT_TAKEN", "STOCK_TAKEN")
"""Codes of what was free when the delivery was estimated, and is not any more."""
UNCOUNTED: Mapping[str, int] = {}
TAKEN = func.coalesce(func.sum(reserved.c.count), 0)


class Reservations:
    """All reservations in one database; safe across processes and hosts."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def reserve(
        self,
        reference: str,
        items: Mapping[str, int],
        slots: Mapping[date, int],
        per_day: int,
        stock: Mapping[str, int] = UNCOUNTED,
    ) -> None:
        """`reserve_in` a transaction of its own."""
        with self.database.transaction() as db:
            self.reserve_in(db, reference, items, slots, per_day, stock)

    def reserve_in(
        self,
        db: Connection,
        reference: str,
        items: Mapping[str, int],
        slots: Mapping[date, int],
        per_day: int,
        stock: Mapping[str, int] = UNCOUNTED,
    ) -> None:
        """Set aside for `reference`, all or nothing, in place of what was before. Asked again it changes nothing.

        `stock` has, of the items that are to be there already, how many there are, whomever they are set aside for.
        Raises `FinalizationRefused` SLOT_TAKEN and STOCK_TAKEN where somebody was faster: estimate the delivery again,
        and reserve what is free then.
        """
        alone(db, reserved)
        for item, there in stock.items():
            if _count(db, "item", item, reference) + items[item] > there:
                message = f"The last in stock of {item} have just been taken. Estimate the delivery again."
                raise FinalizationRefused(message, code="STOCK_TAKEN")
        for day, count in slots.items():
            if _count(db, "slot", day.isoformat(), reference) + count > per_day:
                message = f"The production slots of {day} have just been taken. Estimate the delivery again."
                raise FinalizationRefused(message, code="SLOT_TAKEN")
        db.execute(delete(reserved).where(reserved.c.reference == reference))
        wanted = [("item", item, count) for item, count in items.items()]
        wanted += [("slot", day.isoformat(), count) for day, count in slots.items()]
        rows = [{"reference": reference, "kind": kind, "what": what, "count": count} for kind, what, count in wanted]
        if rows:
            db.execute(insert(reserved), rows)

    def release(self, reference: str) -> None:
        """`release_in` a transaction of its own."""
        with self.database.transaction() as db:
            self.release_in(db, reference)

    def release_in(self, db: Connection, reference: str) -> None:
        """Give back what is set aside for `reference`; nothing where nothing is."""
        db.execute(delete(reserved).where(reserved.c.reference == reference))

    def slots(self, but: str = "") -> dict[date, int]:
        """Day → how many slots are taken, not counting those of reference `but`."""
        wanted = select(reserved.c.what, TAKEN).where(reserved.c.kind == "slot", reserved.c.reference != but)
        with self.database.reading() as db:
            rows = db.execute(wanted.group_by(reserved.c.what)).all()
        return {date.fromisoformat(day): int(count) for day, count in rows}

    def held(self, reference: str) -> tuple[dict[str, int], dict[date, int]]:
        """Items and slots that are set aside for `reference`."""
        columns = (reserved.c.kind, reserved.c.what, reserved.c.count)
        wanted = select(*columns).where(reserved.c.reference == reference).order_by(reserved.c.kind, reserved.c.what)
        with self.database.reading() as db:
            rows = [(kind, what, count) for kind, what, count in db.execute(wanted)]
        items = {what: count for kind, what, count in rows if kind == "item"}
        return items, {date.fromisoformat(what): count for kind, what, count in rows if kind == "slot"}

    def left_of(self, source: SupplySource, items: Collection[str], but: str = "") -> dict[str, Supply]:
        """What `source` has of `items` once everything that is set aside, but not for `but`, is taken away."""
        with self.database.reading() as db:
            return {
                item: Supply(max(0, supply.in_stock - _count(db, "item", item, but)), supply.lead_days)
                for item, supply in source.supplies(items).items()
            }


def _count(db: Connection, kind: str, what: str, but: str = "") -> int:
    others = (reserved.c.kind == kind, reserved.c.what == what, reserved.c.reference != but)
    return int(db.scalar(select(TAKEN).where(*others)) or 0)
