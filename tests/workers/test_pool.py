"""A pool whose processes fall: the job of the one that fell pays with an attempt, its neighbour's does not."""

import os
import signal
import time
from pathlib import Path

from workers.home import Home, open_home
from workers.job import Job
from workers.pool import NamedPool
from workers.settings import settings

PATIENCE_S = 30.0


def ready() -> None:
    """Nothing to get ready."""


def hold(key: str) -> None:
    open_home().ledger.claim(key, settings().worker)
    (Path(settings().home) / f"{key}.pid").write_text(str(os.getpid()))
    time.sleep(PATIENCE_S)


def pid(home: Home, job: Job) -> int:
    deadline, path = time.monotonic() + PATIENCE_S, home.root / f"{job.key}.pid"
    while not (path.exists() and path.read_text()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return int(path.read_text())


def test_who_fell_pays_and_who_was_taken_down_with_it_does_not(tmp_path: Path) -> None:
    home = Home(tmp_path)
    guilty, innocent = (Job(verb="export", inputs={"n": number}) for number in range(2))
    pool = NamedPool(tmp_path, 2, [], ready)
    for job in (guilty, innocent):
        home.ledger.enqueue(job)
        pool.submit(hold, job.key)
        pool.look()
    pid(home, innocent)
    os.kill(pid(home, guilty), signal.SIGKILL)
    pool.hand_back(home.outbox)
    rows = home.ledger.rows([guilty.key, innocent.key])
    assert [(row.state, row.attempt) for row in rows] == [("queued", 1), ("queued", 0)]
