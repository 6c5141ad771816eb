"""Saved configurations: every change a new version, none ever lost."""

import json
import secrets
import time
from base64 import b32encode, urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, insert, or_, select
from sqlalchemy.exc import IntegrityError

from configurator.configuration import Configuration
from livery.api.errors import RequestRefused, not_found
from renderer.digest import digest_value
from workers.database import Database
from workers.database.schema import configurations

CURSOR = "This cursor is none of ours. Begin without one."


@dataclass(frozen=True)
class Saved:
    """One version of a configuration."""

    id: str
    version: int
    configuration: Configuration
    etag: str
    created_at: float

    @property
    def created(self) -> datetime:
        """When this version was saved."""
        return datetime.fromtimestamp(self.created_at, UTC)

    @property
    def on(self) -> date:
        """The day by which it is judged and priced."""
        return self.created.date()


class SavedConfigurations:
    """The configurations of one tenant."""

    def __init__(self, database: Database, tenant: str) -> None:
        self.database = database
        self.tenant = tenant

    def create(self, configuration: Configuration) -> Saved:
        """Save the first version, under a new id that nobody guesses."""
        name = b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()
        return self._write(name, 1, configuration)

    def change(self, name: str, expected: str, configuration: Configuration) -> Saved:
        """Save the next version; raises `RequestRefused` 412 where `expected` is not the etag of the newest."""
        newest = self.get(name)
        stale = "Somebody has changed this configuration meanwhile. Read it again, and change what is there now."
        if expected not in ("*", newest.etag):
            raise RequestRefused(412, "VERSION_STALE", stale)
        try:
            return self._write(name, newest.version + 1, configuration)
        except IntegrityError:
            raise RequestRefused(412, "VERSION_STALE", stale) from None

    def get(self, name: str, version: int | None = None) -> Saved:
        """The newest version, or the one asked for; raises `RequestRefused` 404."""
        wanted = self._own().where(configurations.c.id == name)
        if version is not None:
            wanted = wanted.where(configurations.c.version == version)
        with self.database.reading() as db:
            row = db.execute(wanted.order_by(configurations.c.version.desc()).limit(1)).first()
        if row is None:
            raise not_found("configuration with this id and version")
        return _saved(row)

    def page(self, limit: int, cursor: str | None) -> tuple[list[Saved], str | None]:
        """The newest versions, the last created first, and where the next page begins."""
        newest = select(configurations.c.id, func.max(configurations.c.version).label("version")).where(
            configurations.c.tenant == self.tenant
        )
        last = newest.group_by(configurations.c.id).subquery()
        same = and_(configurations.c.id == last.c.id, configurations.c.version == last.c.version)
        wanted = select(configurations).join(last, same)
        if cursor:
            at, name = _read_cursor(cursor)
            before = and_(configurations.c.created_at == at, configurations.c.id < name)
            wanted = wanted.where(or_(configurations.c.created_at < at, before))
        order = (configurations.c.created_at.desc(), configurations.c.id.desc())
        with self.database.reading() as db:
            found = [_saved(row) for row in db.execute(wanted.order_by(*order).limit(limit + 1))]
        return found[:limit], _cursor(found[limit - 1]) if len(found) > limit else None

    def _own(self) -> Select[*tuple[Any, ...]]:
        return select(configurations).where(configurations.c.tenant == self.tenant)

    def _write(self, name: str, version: int, configuration: Configuration) -> Saved:
        body = configuration.model_dump(mode="json")
        etag = digest_value({"id": name, "version": version, "body": body})
        saved = Saved(name, version, configuration, etag, time.time())
        words = {"id": name, "version": version, "tenant": self.tenant, "product": configuration.product}
        with self.database.transaction() as db:
            db.execute(
                insert(configurations).values(**words, body=json.dumps(body), etag=etag, created_at=saved.created_at)
            )
        return saved


def _saved(row: Row[*tuple[Any, ...]]) -> Saved:
    configuration = Configuration.model_validate_json(row.body)
    return Saved(row.id, row.version, configuration, row.etag, row.created_at)


def _cursor(saved: Saved) -> str:
    return urlsafe_b64encode(json.dumps([saved.created_at, saved.id]).encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> tuple[float, str]:
    try:
        at, name = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return float(at), str(name)
    except (ValueError, TypeError, Base64Error, RecursionError):
        raise RequestRefused(422, "CURSOR_INVALID", CURSOR) from None
