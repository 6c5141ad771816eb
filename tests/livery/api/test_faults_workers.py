"""A worker that hangs past its lease, a job that kills its workers, a host whose clock is an hour off: nothing is
overwritten, nothing is done twice, neighbours go on."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, select

from tests.livery.api.conftest import running, wait_until
from tests.livery.api.test_faults import children
from tests.livery.api.test_faults_broker import Broker, broker
from tests.livery.api.test_faults_storm import of_kind, pictures
from tests.livery.api.test_many_hosts import started
from workers.database import dispose_engines
from workers.database.schema import jobs
from workers.home import Home
from workers.ledger import BULK, MAX_ATTEMPTS
from workers.registry import Registry

__all__ = ["broker"]
pytestmark = pytest.mark.slow
PATIENCE_S = 900.0
LARGE = 2048
"""Pixels: a picture that takes seconds, so that somebody can be met at work."""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    yield Home(tmp_path / "home")
    dispose_engines()


def row(home: Home, key: str) -> Row[Any]:
    with home.database.reading() as db:
        return db.execute(select(jobs).where(jobs.c.key == key)).one()


def test_who_wakes_after_the_lease_overwrites_nothing(tiny_models: Path, home: Home) -> None:
    (job,) = pictures(tiny_models, home, 1, LARGE)
    log = home.root / "log"
    with running(tiny_models, home.root, "--workers", "2") as (_, process):
        home.ledger.enqueue(job, BULK)
        wait_until(lambda: row(home, job.key).state == "running", process, log)
        holder = row(home, job.key).holder
        asleep = [pid for pid, command in children(process.pid).items() if f"{holder}@" in command]
        for pid in asleep:
            os.kill(pid, signal.SIGSTOP)
        start = time.monotonic()
        wait_until(lambda: row(home, job.key).state == "done", process, log, PATIENCE_S)
        print(f"a worker asleep: another had done its job {time.monotonic() - start:.0f} s later; ", end="")
        done, ends = row(home, job.key), log.read_text().count('"job ended"')
        for pid in asleep:
            os.kill(pid, signal.SIGCONT)
        wait_until(lambda: log.read_text().count('"job ended"') > ends, process, log, PATIENCE_S)
        assert tuple(row(home, job.key)) == tuple(done)
        assert done.holder != holder
        print("awake again it changed nothing")


def test_a_job_that_kills_its_workers_is_set_aside_and_its_neighbours_are_done(tiny_models: Path, home: Home) -> None:
    (poison,), neighbours = pictures(tiny_models, home, 1, LARGE), pictures(tiny_models, home, 6)
    killed = set[str]()
    with running(tiny_models, home.root) as (_, process):
        for job in (neighbours[0], poison, *neighbours[1:]):
            home.ledger.enqueue(job, BULK)

        def struck() -> bool:
            found = row(home, poison.key)
            if found.state == "running" and found.token not in killed:
                killed.add(found.token)
                os.kill(of_kind(process.pid, "child")[0], signal.SIGKILL)
            return bool(found.state == "dead")

        wait_until(struck, process, home.root / "log", PATIENCE_S)
        keys = [job.key for job in neighbours]
        wait_until(lambda: all(row(home, key).state == "done" for key in keys), process, home.root / "log", PATIENCE_S)
    assert len(killed) == MAX_ATTEMPTS
    assert [letter.key for letter in home.outbox.dead()] == [poison.key]
    assert {row(home, key).attempt for key in keys} == {1}
    print(f"a poison job: dead after {len(killed)} workers, {len(keys)} neighbours done at their first attempt")


CLOCK = """import time
true = time.time
time.time = lambda: true() + float({seconds})
"""


@pytest.mark.parametrize("seconds", [3600, -3600])
def test_a_host_whose_clock_is_wrong_does_nothing_twice(
    tiny_models: Path, tmp_path: Path, broker: Broker, postgres: str, seconds: int
) -> None:
    home = Home(tmp_path / "home", database_url=postgres)
    url = f"redis://127.0.0.1:{broker.port}/0"
    places = {"LIVERY_MODELS": str(tiny_models / "models"), "LIVERY_MATERIALS": str(tiny_models / "materials")}
    shared = {"LIVERY_DATABASE_URL": postgres, "LIVERY_BROKER_URL": url}
    (tmp_path / "sitecustomize.py").write_text(CLOCK.format(seconds=seconds))
    wrong = {"PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])}
    up = [sys.executable, "-m", "livery", "up", "--no-api", "--workers", "1", "--home", str(home.root)]
    wanted = pictures(tiny_models, home, 40, 160 + seconds // 3600)
    with (
        running(tiny_models, home.root, also=shared) as (_, process),
        started(tmp_path / "log", *up, **shared, **places, **wrong),
    ):
        wait_until(lambda: len(Registry(home.database).alive()) == 2, process, home.root / "log", PATIENCE_S)
        for job in wanted:
            home.ledger.enqueue(job, BULK)
        keys = [job.key for job in wanted]
        wait_until(
            lambda: all(each.state == "done" for each in home.ledger.rows(keys)), process, home.root / "log", PATIENCE_S
        )
    found = [row(home, key) for key in keys]
    dispose_engines()
    assert {(each.attempt, each.state) for each in found} == {(1, "done")}
    assert len({each.holder for each in found}) == 2
    print(f"a clock {seconds:+} s off: {len(keys)} jobs on two hosts, each done once")
