"""What the configurator asks of a database; `workers.database.Database` is one."""

from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection, Table, text


class Database(Protocol):
    """Connections with a schema that holds `configurator.database.tables`."""

    def transaction(self) -> AbstractContextManager[Connection]:
        """All or nothing; on SQLite alone with the right to write."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """Look without holding anybody up."""
        ...


def alone(db: Connection, table: Table) -> None:
    """Until the transaction ends nobody else writes to `table`. On SQLite nobody could anyway."""
    if db.dialect.name == "postgresql":
        db.execute(text(f"lock table {table.name} in share row exclusive mode"))
