"""Processes are killed and told to stop while work is under way: nothing is lost, and nobody stays behind."""

import os
import signal
import time
from pathlib import Path

import httpx
import pytest

from tests.livery.api.conftest import ready, running, wait_until
from workers.database import dispose_engines
from workers.home import Home
from workers.registry import Registry

pytestmark = pytest.mark.slow
PATIENCE_S = 300.0
"""Far longer than any of it takes: kernels may have to be compiled, and the machine may be busy with other things."""


def begin(url: str, count: int) -> list[str]:
    """Ask for builds that nobody has asked for; their jobs."""
    colors = [f"#{number:06x}" for number in range(count)]
    wishes = [{"product": "tiny", "selections": {"body_color": {"custom": color}}} for color in colors]
    return [
        httpx.post(f"{url}/v1/builds", json={"configuration": wish}, timeout=PATIENCE_S).json()["id"] for wish in wishes
    ]


def all_done(home: Home, keys: list[str]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        rows = home.ledger.rows(keys)
        assert not [row.error for row in rows if row.error]
        if len(rows) == len(keys) and all(row.state == "done" for row in rows):
            return
        time.sleep(0.2)
    pytest.fail(f"{[row.state for row in home.ledger.rows(keys)]} after {PATIENCE_S} s")


def children(pid: int) -> dict[int, str]:
    """Every process below `pid`, with its command line."""
    found: dict[int, str] = {}
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found[child] = Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            found |= children(child)
    return found


def one(pid: int, word: str) -> int:
    return next(child for child, command in children(pid).items() if word in command)


@pytest.mark.parametrize("word", ["celery", "livery.api", "valkey-server"])
def test_whatever_is_killed_is_there_again_and_no_job_is_lost(tiny_models: Path, tmp_path: Path, word: str) -> None:
    home = Home(tmp_path / "home")
    with running(tiny_models, home.root) as (url, process):
        keys = begin(url, 3)
        wait_until(lambda: home.ledger.count("running") > 0, process, home.root / "log")
        os.kill(one(process.pid, word), signal.SIGKILL)
        all_done(home, keys)
        wait_until(lambda: ready(url), process, home.root / "log")
    dispose_engines()


def test_a_stop_hands_back_what_is_not_done_and_a_start_does_it(tiny_models: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with running(tiny_models, home.root) as (url, process):
        keys = begin(url, 6)
        wait_until(lambda: home.ledger.count("running") > 0, process, home.root / "log")
        below = children(process.pid)
    assert home.ledger.count("running") == 0
    assert not [pid for pid in below if alive(pid)]
    assert not Registry(home.database).all()
    with running(tiny_models, home.root):
        all_done(home, keys)
    dispose_engines()


def test_a_supervisor_that_is_killed_leaves_nobody_behind(tiny_models: Path, tmp_path: Path) -> None:
    with running(tiny_models, tmp_path / "home") as (_, process):
        below = children(process.pid)
        process.kill()
        deadline = time.monotonic() + PATIENCE_S
        while any(map(alive, below)) and time.monotonic() < deadline:
            time.sleep(0.2)
    assert not [command for pid, command in below.items() if alive(pid)]


def alive(pid: int) -> bool:
    """Whether it runs; what has ended and is not yet collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
