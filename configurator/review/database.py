"""The desk's SQLite file. What is written down stays: versions, comments and the trail can only be added to."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

APPEND_ONLY = ("versions", "comments", "trail")
SCHEMA = """
CREATE TABLE IF NOT EXISTS configurations (id TEXT PRIMARY KEY, name TEXT NOT NULL, state TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS versions (
    id TEXT NOT NULL REFERENCES configurations, version INTEGER NOT NULL, configuration TEXT NOT NULL,
    total TEXT NOT NULL, currency TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, PRIMARY KEY (id, version)) STRICT;
CREATE TABLE IF NOT EXISTS comments (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL REFERENCES configurations, version INTEGER NOT NULL,
    at TEXT NOT NULL, by TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, about TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS shares (
    token_sha256 TEXT PRIMARY KEY, id TEXT NOT NULL REFERENCES configurations, until TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS trail (
    id TEXT NOT NULL REFERENCES configurations, number INTEGER NOT NULL, entry TEXT NOT NULL, sha256 TEXT NOT NULL,
    PRIMARY KEY (id, number)) STRICT;
""" + "".join(
    f"CREATE TRIGGER IF NOT EXISTS {table}_{verb} BEFORE {verb} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{table} can only be added to'); END;\n"
    for table in APPEND_ONLY
    for verb in ("UPDATE", "DELETE")
)


class Database:
    """Connections to one file; safe across threads and processes."""

    def __init__(self, file: Path) -> None:
        self.file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._open()) as connection:
            connection.executescript(SCHEMA)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that looks."""
        with closing(self._open()) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Alone from the first look to the last row; all of it is kept or, where something is raised, nothing."""
        with closing(self._open()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.file, timeout=30, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        return connection
