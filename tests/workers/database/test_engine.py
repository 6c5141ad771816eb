"""A database in a file may be opened by many at once, before anybody made it."""

import sqlite3
import threading
from pathlib import Path

import pytest

from workers.database import Database, engine, sqlite_url
from workers.errors import DatabaseUnavailable
from workers.ledger import Ledger


@pytest.fixture
def held(tmp_path: Path) -> sqlite3.Connection:
    """A new file in which somebody writes, without write-ahead logging as yet."""
    other = sqlite3.connect(tmp_path / "ledger.sqlite", isolation_level=None, check_same_thread=False)
    other.execute("create table another (word text)")
    other.execute("begin immediate")
    return other


def test_who_comes_while_another_makes_it_waits(held: sqlite3.Connection, tmp_path: Path) -> None:
    leaving = threading.Timer(0.2, lambda: held.execute("commit"))
    leaving.start()
    assert Ledger(Database(sqlite_url(tmp_path / "ledger.sqlite"))).count("queued") == 0
    leaving.join()
    held.close()


def test_who_waits_too_long_is_told_why(
    held: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    with pytest.raises(DatabaseUnavailable) as caught:
        Ledger(Database(sqlite_url(tmp_path / "ledger.sqlite"))).count("queued")
    assert "locked" in str(caught.value.reason)
    held.close()
