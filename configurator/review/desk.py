"""Where configurations are kept: saved, named, versioned, moved from state to state, talked about."""

import json
import secrets
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, func, insert, select, update

from configurator.availability.reservations import Reservations
from configurator.configuration import Configuration
from configurator.database import Database
from configurator.database.tables import comments, configurations, versions
from configurator.errors import FinalizationRefused, VersionStale
from configurator.price import PriceBreakdown
from configurator.review.keep_files import keep_files
from configurator.review.rows import SHOWN, Place, find, hold, newest_of_all, place_of, saved, set_state
from configurator.review.saved import Comment, Kind, Remark, Saved
from configurator.review.states import CHANGEABLE, GIVING_BACK, State, require_step
from configurator.review.trail import Detail, Entry, entries, first_broken, note
from renderer.errors import InputError

MAX_NAME = 120
MAX_TEXT = 4000
LEADS_TO: dict[Kind, State] = {"approval": "ready", "change-request": "saved"}


@dataclass(frozen=True)
class Desk:
    """The configurations of one tenant.

    `expected`, where a method takes it, is the tag of what the caller has seen; None is whatever is there.
    """

    database: Database
    files: Path
    """Below it lie the files that configurations name, a folder a tenant."""
    tenant: str = ""
    credential: str = ""
    """What let in whoever works at it; the trail keeps it beside the name that they give."""

    @property
    def folder(self) -> Path:
        """The files of this tenant."""
        return self.files / (self.tenant or "operator")

    def of(self, tenant: str) -> Self:
        """The desk of `tenant`."""
        return replace(self, tenant=tenant)

    def save(
        self, wanted: Configuration, name: str, by: str, now: datetime, price: PriceBreakdown | None = None
    ) -> Saved:
        """Keep it as a first version, under an id that nobody guesses; with a price, by its list from now on."""
        config_id = b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()
        row = {"id": config_id, "tenant": self.tenant, "name": clean_name(name), "state": "saved"}
        with self.database.transaction() as db:
            db.execute(insert(configurations).values(row))
            self._write(db, config_id, 1, self._kept(wanted, price), by, now, price)
        return self.load(config_id)

    def change(
        self,
        config_id: str,
        wanted: Configuration,
        by: str,
        now: datetime,
        expected: str | None,
        price: PriceBreakdown | None = None,
    ) -> Saved:
        """Keep another version; the state goes back to saved. What is as it was stays as it is, approval and all.

        Raises `VersionStale`, and `FinalizationRefused` STATE_FORBIDS where it has been finalized.
        """
        with self.database.transaction() as db:
            before = self.hold(db, config_id, expected)
            if before.state not in CHANGEABLE:
                raise FinalizationRefused(f"It is {before.state}; save it as another.", code="STATE_FORBIDS")
            if before.holds(self._kept(wanted, price)):
                return before
            self.add(db, before, wanted, by, now, price)
            set_state(db, config_id, "saved")
        return self.load(config_id)

    def rename(self, config_id: str, name: str, by: str, now: datetime, expected: str | None = None) -> Saved:
        """Call it something else."""
        words = clean_name(name)
        with self.database.transaction() as db:
            before = self.hold(db, config_id, expected)
            db.execute(update(configurations).where(configurations.c.id == config_id).values(name=words))
            self.note(db, config_id, by, now, "renamed", {"from": before.name, "to": words})
        return self.load(config_id)

    def move(self, config_id: str, state: State, by: str, now: datetime, expected: str | None) -> Saved:
        """Bring it into `state`; raises `VersionStale`, and `FinalizationRefused` STATE_FORBIDS where it may not."""
        with self.database.transaction() as db:
            self.step(db, self.hold(db, config_id, expected), state, by, now)
        return self.load(config_id)

    def say(self, config_id: str, remark: Remark, now: datetime) -> Saved:
        """Leave a comment. An approval makes it ready; a request for a change brings it back to its owner.

        Raises `InputError` COMMENT_INVALID, and `VersionStale` where another version than the newest was seen.
        """
        spoken = remark.kind == "approval" or remark.text.strip()
        if not remark.by.strip() or not spoken or len(remark.text) > MAX_TEXT:
            raise InputError(f"Give a name, and a text of 1 to {MAX_TEXT:,} characters.", code="COMMENT_INVALID")
        with self.database.transaction() as db:
            seen = self.hold(db, config_id)
            if remark.version not in (None, seen.version):
                raise VersionStale(seen.version, seen.saved_by)
            state = LEADS_TO.get(remark.kind, seen.state)
            if state != seen.state:
                require_step(seen.state, state)
                set_state(db, config_id, state)
            said: dict[str, Detail] = {"version": seen.version, "text": remark.text, "about": remark.about}
            row = {**said, "id": config_id, "by": remark.by, "kind": remark.kind, "at": now.timestamp()}
            db.execute(insert(comments).values(row))
            self.note(db, config_id, remark.by, now, remark.kind, said)
        return self.load(config_id)

    def load(self, config_id: str, version: int | None = None) -> Saved:
        """The newest version, or that one; raises `InputError` CONFIGURATION_UNKNOWN (404)."""
        with self.database.reading() as db:
            return find(db, self.tenant, config_id, self.folder, version)

    def page(self, limit: int, after: Place | None = None) -> tuple[list[Saved], Place | None]:
        """The newest version of each, the last saved first, and after which the next page begins."""
        with self.database.reading() as db:
            rows = db.execute(newest_of_all(self.tenant, after).limit(limit + 1)).all()
        shown = [saved(row, self.folder) for row in rows[:limit]]
        return shown, place_of(shown) if len(rows) > limit else None

    def versions(self, config_id: str, after: int = 0, limit: int | None = None) -> list[Saved]:
        """Every version, oldest first, or `limit` after that one; raises `InputError` CONFIGURATION_UNKNOWN (404)."""
        self.load(config_id)
        wanted = SHOWN.where(configurations.c.id == config_id, configurations.c.tenant == self.tenant)
        page = wanted.where(versions.c.version > after).order_by(versions.c.version).limit(limit)
        with self.database.reading() as db:
            return [saved(row, self.folder) for row in db.execute(page)]

    def comments(self, config_id: str, after: int = 0, limit: int | None = None) -> list[Comment]:
        """What was said, oldest first: all of it, or `limit` comments after the first `after`."""
        self.load(config_id)
        wanted = select(comments).where(comments.c.id == config_id).order_by(comments.c.number)
        with self.database.reading() as db:
            rows = db.execute(wanted.offset(after).limit(limit) if limit else wanted).all()
        words = ("version", "by", "kind", "text", "about")
        return [
            Comment(**{name: getattr(row, name) for name in words}, at=datetime.fromtimestamp(row.at, UTC))
            for row in rows
        ]

    def said(self, config_id: str) -> int:
        """How many comments there are."""
        self.load(config_id)
        with self.database.reading() as db:
            return db.scalar(select(func.count()).select_from(comments).where(comments.c.id == config_id)) or 0

    def trail(self, config_id: str, after: int = 0, limit: int | None = None) -> list[Entry]:
        """What was done to it, all or `limit` entries after number `after`.

        Raises `InputError` TRAIL_BROKEN where somebody changed what is written.
        """
        self.load(config_id)
        with self.database.reading() as db:
            broken = first_broken(db, config_id, after, limit)
            if broken is not None:
                raise InputError(f"Entry {broken} of the trail is not as it was written.", code="TRAIL_BROKEN")
            return entries(db, config_id, after, limit)

    def hold(self, db: Connection, config_id: str, expected: str | None = None) -> Saved:
        """The newest version, and the right to change it until the transaction ends; raises `VersionStale`."""
        return hold(db, self.tenant, config_id, self.folder, expected)

    def note(
        self, db: Connection, config_id: str, by: str, now: datetime, action: str, details: Mapping[str, Detail]
    ) -> None:
        """Add to the trail, in the transaction that does what it tells of."""
        note(db, config_id, by, now, action, details, self.credential)

    def step(
        self, db: Connection, held: Saved, state: State, by: str, now: datetime, why: Mapping[str, str] | None = None
    ) -> None:
        """Bring what is held into `state`, and give back what was set aside for it where that ends it.

        Raises `FinalizationRefused` STATE_FORBIDS where it may not.
        """
        require_step(held.state, state)
        set_state(db, held.id, state)
        if state in GIVING_BACK:
            Reservations(self.database).release_in(db, held.id)
        self.note(db, held.id, by, now, state, {"version": held.version, "from": held.state, **(why or {})})

    def add(
        self, db: Connection, held: Saved, wanted: Configuration, by: str, now: datetime, price: PriceBreakdown | None
    ) -> Saved:
        """Write down another version of what is held, in the state where it stands; that is held then."""
        self._write(db, held.id, held.version + 1, self._kept(wanted, price), by, now, price)
        return self.hold(db, held.id)

    def _kept(self, wanted: Configuration, price: PriceBreakdown | None) -> Configuration:
        """`wanted` as it is written down: what can be built by the list of its price, with files that stay."""
        if price is None:
            return wanted
        return keep_files(wanted, self.folder).model_copy(update={"price_list": price.price_list})

    def _write(
        self,
        db: Connection,
        config_id: str,
        version: int,
        kept: Configuration,
        by: str,
        now: datetime,
        price: PriceBreakdown | None,
    ) -> None:
        total = str(price.total) if price else None
        row = {
            "id": config_id,
            "version": version,
            "body": json.dumps(kept.model_dump(mode="json"), ensure_ascii=False),
            "total": total,
            "currency": price and price.currency,
            "saved_at": now.timestamp(),
            "saved_by": by,
        }
        db.execute(insert(versions).values(row))
        self.note(db, config_id, by, now, "saved", {"version": version, "total": total})


def clean_name(name: str) -> str:
    """`name` without needless spaces; raises `InputError` NAME_INVALID for none, and for a long one."""
    cleaned = " ".join(name.split())
    if not 0 < len(cleaned) <= MAX_NAME:
        raise InputError(f"Give it a name of 1 to {MAX_NAME} characters.", code="NAME_INVALID")
    return cleaned
