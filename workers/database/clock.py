"""The time of day as the database has it, so that hosts whose clocks differ agree on leases."""

from typing import Any

from sqlalchemy import Double
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class clock_time(GenericFunction[float]):  # noqa: N801 - it is written as an SQL function is
    """Seconds since 1970, by the clock of the database."""

    type = Double()
    inherit_cache = True


@compiles(clock_time, "sqlite")
def _sqlite(*_: Any, **__: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    # `unixepoch('subsec')` is not in every SQLite that Debian ships.
    return "((julianday('now') - 2440587.5) * 86400.0)"


@compiles(clock_time, "postgresql")
def _postgresql(*_: Any, **__: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    # Not `now()`, which stands still while a transaction waits for a row.
    return "extract(epoch from clock_timestamp())::float8"


now = clock_time
