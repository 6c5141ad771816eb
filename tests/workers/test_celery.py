"""A real Valkey and a real worker: the same bytes as without them, also when a worker is killed in its work."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.workers.conftest import Choose
from workers import tasks
from workers.broker import embedded_broker
from workers.carriers import CeleryCarrier, PoolCarrier
from workers.home import Home
from workers.trip import Trip

PATIENCE_S = 60.0


@contextmanager
def worker(broker: str, home: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A Celery worker in a process group of its own, as an operator starts it."""
    words = "-m celery -A workers.app worker -Q preview -c 1 --loglevel warning --without-gossip --without-mingle"
    environment = {**os.environ, "LIVERY_BROKER_URL": broker, "LIVERY_HOME": str(home)}
    with (
        (home / "worker.log").open("ab") as log,
        subprocess.Popen(
            [sys.executable, *words.split()], env=environment, stdout=log, stderr=log, start_new_session=True
        ) as process,
    ):
        try:
            yield process
        finally:
            kill(process, signal.SIGTERM)
            process.wait(PATIENCE_S)


def kill(process: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    """Signal a worker and all its children."""
    if process.poll() is None:
        os.killpg(process.pid, number)


@pytest.fixture
def broker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with embedded_broker(tmp_path / "valkey") as url:
        monkeypatch.setattr(tasks.app.conf, "broker_url", url)
        monkeypatch.setattr(tasks.app.conf, "broker_read_url", url)
        monkeypatch.setattr(tasks.app.conf, "broker_write_url", url)
        yield url
        tasks.app.close()


def test_workers_give_the_bytes_that_this_process_gives(broker: str, tmp_path: Path, choose: Choose) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    there.mkdir()
    with PoolCarrier(here, 1) as pool:
        expected = Trip(Home(here), pool).take(choose())
    with worker(broker, there):
        carried = Trip(Home(there), CeleryCarrier()).take(choose())
    assert [(a.name, a.blob) for a in carried.assets] == [(a.name, a.blob) for a in expected.assets]


def test_work_goes_on_after_a_worker_is_killed(broker: str, tmp_path: Path, choose: Choose) -> None:
    home = tmp_path / "home"
    home.mkdir()
    ledger, carrier = Home(home).ledger, CeleryCarrier()
    with worker(broker, home) as first:
        trip = Trip(Home(home), carrier, lambda _: kill(first, signal.SIGKILL) if first.poll() is None else None)
        deadline = time.monotonic() + PATIENCE_S
        while not ledger.path.exists() and time.monotonic() < deadline:
            trip.home.ledger.rows(["0"])
    with worker(broker, home):
        delivery = trip.take(choose())
    assert {asset.name for asset in delivery.assets} >= {"model.glb", "spec_sheet.json", "images/hero.png"}
