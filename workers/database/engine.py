"""Connections and transactions, the same for SQLite and Postgres."""

import os
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DataError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from renderer.errors import InputError
from workers.database.gate import Gate
from workers.database.migrate import migrate
from workers.errors import DatabaseUnavailable, SettingsInvalid

BUSY_SECONDS = 30
PRIMARY = 0xFF
"""Of an error's code, what is not extended. https://www.sqlite.org/rescode.html#pve"""


class Database:
    """A database by its URL; made or brought up to date when it is first used. Cheap to construct."""

    def __init__(self, url: str) -> None:
        self.url = url

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing. On SQLite it holds the only right to write from its first moment."""
        with _GATE.inside(), self._explained(), self._engine().begin() as db:
            yield db

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Look without holding anybody up."""
        with _GATE.inside(), self._explained(), self._engine().connect() as db:
            yield db.execution_options(isolation_level="AUTOCOMMIT")

    def _engine(self) -> Engine:
        # No connection crosses a fork: a child begins with an engine of its own.
        return _engine(self.url, os.getpid())

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise
        except DataError as error:
            message = "Something in this cannot be kept: a number too large, or a character that no text has."
            raise InputError(message, code="DATA_INVALID") from error
        except SQLAlchemyError as error:
            message = "The database does not do what it is asked. Mend what the log says, and try again."
            raise DatabaseUnavailable(message, reason=self._reason(error)) from error

    def _reason(self, error: SQLAlchemyError) -> str:
        """What the driver says where that is about the database; else only what kind of error it is."""
        place = make_url(self.url).render_as_string(hide_password=True)
        said = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
        return f"{place}: {said if isinstance(error, OperationalError) else type(error).__name__}"


def sqlite_url(path: Path) -> str:
    """The URL of a database in a file."""
    return f"sqlite:///{path}"


def dispose_engines() -> None:
    """Close every connection of this process; the next use opens new ones."""
    _close_connections()
    _OPEN.clear()
    _engine.cache_clear()


def _close_connections() -> None:
    for engine in _OPEN:
        engine.dispose()


_OPEN: list[Engine] = []
_GATE = Gate(_close_connections)


@cache
def _engine(url: str, _process: int) -> Engine:
    try:
        place = make_url(url)
    except ArgumentError:
        raise SettingsInvalid(
            "LIVERY_DATABASE_URL is no database URL. Write it as postgresql+psycopg://user:password@host/livery."
        ) from None
    engine = _sqlite(place) if place.get_backend_name() == "sqlite" else _postgres(place)
    _OPEN.append(engine)
    migrate(engine)
    return engine


def _postgres(place: URL) -> Engine:
    if place.drivername == "postgresql":
        place = place.set(drivername="postgresql+psycopg")
    return create_engine(place, pool_pre_ping=True, pool_size=4, max_overflow=8, connect_args={"connect_timeout": 5})


def _sqlite(place: URL) -> Engine:
    if place.database:
        Path(place.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        place, poolclass=QueuePool, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}
    )
    event.listen(engine, "connect", _open_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _open_sqlite(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None
    _log_ahead(connection)
    connection.execute("pragma synchronous = full")


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Of those who open a new database at once, one turns it to write-ahead logging; SQLite sends the others away
    without waiting, whatever the timeout, so the wait is here. https://www.sqlite.org/rescode.html#busy"""
    patience = time.monotonic() + BUSY_SECONDS
    while not _logs_ahead(connection, time.monotonic() > patience):
        time.sleep(random.uniform(0.001, 0.02))


def _logs_ahead(connection: sqlite3.Connection, at_last: bool) -> bool:
    try:
        connection.execute("pragma journal_mode = wal")
    except sqlite3.OperationalError as error:
        if at_last or error.sqlite_errorcode & PRIMARY != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def _begin_immediate(connection: Connection) -> None:
    # A plain BEGIN that turns into a writer later is refused at once where another writes, whatever the timeout.
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("begin immediate")
