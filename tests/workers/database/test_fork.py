"""A process that is forked while a thread of its parent writes can write as well: it inherits no lock."""

import os
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from workers.database import Database, dispose_engines
from workers.database import engine as engine_module


def test_a_child_inherits_no_lock(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 1)
    begun, may_end = threading.Event(), threading.Event()

    def write() -> None:
        with database.transaction() as db:
            db.execute(text("delete from jobs"))
            begun.set()
            may_end.wait(0.5)

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait()
    child = os.fork()
    if not child:
        os._exit(written(database))
    may_end.set()
    writer.join()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert written(database) == 0


def written(database: Database) -> int:
    """0 where this process may write."""
    try:
        with database.transaction() as db:
            db.execute(text("delete from jobs"))
    except BaseException:  # noqa: BLE001 - the parent's tests are not to go on in the child
        return 1
    return 0


def test_a_parent_has_nothing_open_when_it_forks(tmp_path: Path) -> None:
    place = tmp_path / "ledger.sqlite"
    database = Database(f"sqlite:///{place}")
    assert written(database) == 0
    child = os.fork()
    if not child:
        open_here = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.exists()]
        os._exit(sum(each.startswith(str(place)) for each in open_here))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    dispose_engines()
