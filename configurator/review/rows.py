"""Saved configurations as rows: held by whoever changes one, read by everybody."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, or_, select, update

from configurator.configuration import Configuration
from configurator.database.tables import configurations, versions
from configurator.errors import VersionStale
from configurator.review.saved import Saved
from configurator.review.states import State
from renderer.errors import InputError

SHOWN = select(configurations.c.tenant, configurations.c.name, configurations.c.state, versions).join(versions)
Place = tuple[float, str]
"""Of a configuration in the order of the last saved: when, and its id."""


def hold(db: Connection, tenant: str, config_id: str, files: Path, expected: str | None) -> Saved:
    """The newest version, and the right to change it until the transaction ends.

    Raises `InputError` CONFIGURATION_UNKNOWN (404), and `VersionStale` where its tag is not the `expected` one.
    """
    # The lock comes first: what is read after it is what the last who held it left behind.
    db.execute(select(configurations.c.id).where(configurations.c.id == config_id).with_for_update())
    newest = find(db, tenant, config_id, files)
    if expected is not None and newest.tag != expected:
        raise VersionStale(newest.version, newest.saved_by)
    return newest


def find(db: Connection, tenant: str, config_id: str, files: Path, version: int | None = None) -> Saved:
    """The newest version, or that one; raises `InputError` CONFIGURATION_UNKNOWN (404)."""
    wanted = SHOWN.where(configurations.c.id == config_id, configurations.c.tenant == tenant)
    if version is not None:
        wanted = wanted.where(versions.c.version == version)
    row = db.execute(wanted.order_by(versions.c.version.desc()).limit(1)).first()
    if row is None:
        raise unknown(config_id)
    return saved(row, files)


def newest_of_all(tenant: str, after: Place | None) -> Select[*tuple[Any, ...]]:
    """The newest version of each configuration of `tenant`, the last saved first, beginning after a place."""
    numbers = select(versions.c.id, func.max(versions.c.version).label("version")).group_by(versions.c.id).subquery()
    newest = and_(versions.c.id == numbers.c.id, versions.c.version == numbers.c.version)
    wanted = SHOWN.join(numbers, newest).where(configurations.c.tenant == tenant)
    if after:
        at, name = after
        same = and_(versions.c.saved_at == at, versions.c.id < name)
        wanted = wanted.where(or_(versions.c.saved_at < at, same))
    return wanted.order_by(versions.c.saved_at.desc(), versions.c.id.desc())


def saved(row: Row[*tuple[Any, ...]], files: Path) -> Saved:
    """A row as what it means."""
    return Saved(
        id=row.id,
        tenant=row.tenant,
        name=row.name,
        version=row.version,
        state=row.state,
        configuration=Configuration.model_validate_json(row.body).beside(files),
        total=None if row.total is None else Decimal(row.total),
        currency=row.currency,
        saved_at=datetime.fromtimestamp(row.saved_at, UTC),
        saved_by=row.saved_by,
    )


def set_state(db: Connection, config_id: str, state: State) -> None:
    """Where it stands from now on; whether it may is asked before."""
    db.execute(update(configurations).where(configurations.c.id == config_id).values(state=state))


def place_of(shown: Sequence[Saved]) -> Place:
    """The place of the last."""
    return shown[-1].saved_at.timestamp(), shown[-1].id


def unknown(config_id: str) -> InputError:
    """404."""
    message = f"There is no configuration {config_id[:40]!r}. Check the id, and that it is yours."
    error = InputError(message, code="CONFIGURATION_UNKNOWN")
    error.status = 404
    return error
