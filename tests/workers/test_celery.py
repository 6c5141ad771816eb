"""A real Valkey and real workers, started as an operator starts them: the same bytes as without, also after a kill."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.workers.conftest import NAME
from workers.broker import embedded_broker
from workers.home import Home

PATIENCE_S = 120.0
WORKER = "-m celery -A workers.app worker -Q preview,batch -c 1 --loglevel warning --without-gossip --without-mingle"
BATCH = """product = "tiny"
[combinations]
choose = "sample"
count = 2
[pictures]
shots = ["hero"]
sizes = [96]
"""
Process = subprocess.Popen[bytes]


@contextmanager
def started(words: Sequence[str], environment: dict[str, str], log: Path) -> Iterator[Process]:
    """A Python process in a group of its own, ended with all its children."""
    with (
        log.open("ab") as file,
        subprocess.Popen(
            [sys.executable, *words], env=environment, stdout=file, stderr=file, start_new_session=True
        ) as process,
    ):
        try:
            yield process
        finally:
            stop(process, signal.SIGTERM)


def stop(process: Process, number: signal.Signals) -> None:
    if process.poll() is None:
        os.killpg(process.pid, number)
        process.wait(PATIENCE_S)


@pytest.fixture
def configuration(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.json"
    path.write_text(json.dumps({"product": "tiny", "personalizations": [NAME]}))
    return path


def settings(tiny: Path, home: Path, broker: str) -> dict[str, str]:
    home.mkdir()
    places = {"MODELS": tiny / "models", "MATERIALS": tiny / "materials", "HOME": home, "BROKER_URL": broker}
    return {**os.environ, **{f"LIVERY_{name}": str(value) for name, value in places.items()}}


def build(configuration: Path, folder: Path) -> list[str]:
    return ["-m", "livery", "build", str(configuration), "-o", str(folder)]


def batch(plan: Path, folder: Path) -> list[str]:
    return ["-m", "livery", "batch", str(plan), "-o", str(folder), "--json"]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def finish(process: Process, log: Path) -> None:
    assert process.wait(PATIENCE_S) == 0, log.read_text()


def test_workers_give_the_bytes_that_one_process_gives(tiny: Path, configuration: Path, tmp_path: Path) -> None:
    log, here, there = tmp_path / "log", tmp_path / "here", tmp_path / "there"
    with started(build(configuration, here), settings(tiny, tmp_path / "home-here", ""), log) as alone:
        finish(alone, log)
    with embedded_broker(tmp_path / "valkey") as broker:
        environment = settings(tiny, tmp_path / "home-there", broker)
        with (
            started(WORKER.split(), environment, log),
            started(build(configuration, there), environment, log) as client,
        ):
            finish(client, log)
    assert contents(here) == contents(there)
    assert "model.glb" in contents(here)


@pytest.mark.slow
def test_what_a_killed_worker_held_is_done_by_the_next(tiny: Path, configuration: Path, tmp_path: Path) -> None:
    log, folder, home = tmp_path / "log", tmp_path / "out", tmp_path / "home"
    with embedded_broker(tmp_path / "valkey") as broker:
        environment = settings(tiny, home, broker)
        with started(build(configuration, folder), environment, log) as client:
            with started(WORKER.split(), environment, log) as first:
                wait_until_running(home)
                stop(first, signal.SIGKILL)
            with started(WORKER.split(), environment, log):
                finish(client, log)
    assert {"model.glb", "spec_sheet.json", "images/hero.png"} <= contents(folder).keys()


@pytest.mark.slow
def test_a_batch_by_workers_is_the_batch_of_one_machine(tiny: Path, tmp_path: Path) -> None:
    log, plan, here, there = tmp_path / "log", tmp_path / "plan.toml", tmp_path / "here", tmp_path / "there"
    plan.write_text(BATCH)
    with started(batch(plan, here), settings(tiny, tmp_path / "home-here", ""), log) as alone:
        finish(alone, log)
    with embedded_broker(tmp_path / "valkey") as broker:
        environment = settings(tiny, tmp_path / "home-there", broker)
        with started(batch(plan, there), environment, log) as client:
            with started(WORKER.split(), environment, log) as first:
                wait_until_running(tmp_path / "home-there")
                stop(first, signal.SIGKILL)
            with started(WORKER.split(), environment, log):
                finish(client, log)
    assert delivered(here) == delivered(there)
    assert len(delivered(there)) == 2 + len(("manifest.csv", "manifest.json", "manifest.ndjson", "contact_sheet.html"))


def delivered(folder: Path) -> dict[str, bytes]:
    """Pictures and lists, without what is noted of the run itself."""
    return {name: data for name, data in contents(folder).items() if ".batch" not in name and name != "report.json"}


def wait_until_running(home: Path) -> None:
    """Return when some worker has claimed some job."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if Home(home).ledger.count("running"):
            return
        time.sleep(0.01)
    pytest.fail("No worker claimed a job.")
