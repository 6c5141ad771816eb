"""The broker is killed and comes back empty, or hangs: requests are answered all the same, and nothing is lost."""

import os
import signal
import socket
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
import redis

from tests.livery.api.conftest import running
from tests.livery.api.test_faults_disk import fill, small_disk
from workers.broker import binary
from workers.database import dispose_engines
from workers.home import Home

__all__ = ["small_disk"]
pytestmark = pytest.mark.slow
AWAY_S = float(os.environ.get("LIVERY_TEST_AWAY_SECONDS", "20"))
RECOVERY_S = 240.0
ANSWER_S = 1.0
JOBS, TIMES = 4, 25


@dataclass
class Broker:
    """A Valkey of our own, which keeps nothing on disk unless it is told to."""

    folder: Path
    port: int
    keeps: str = "no"
    process: "subprocess.Popen[bytes] | None" = field(default=None)

    def start(self) -> None:
        words = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        words += ["--appendonly", self.keeps, "--auto-aof-rewrite-percentage", "0"]
        self.process = subprocess.Popen([binary(), *words], stdout=subprocess.DEVNULL)

    def signal(self, number: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def kill(self) -> None:
        self.signal(signal.SIGKILL)
        assert self.process is not None
        self.process.wait()

    def flush(self) -> None:
        with redis.Redis(port=self.port) as client:
            client.flushall()


@contextmanager
def away(broker: Broker, kind: str) -> Iterator[None]:
    """The broker is gone, hangs, or has just forgotten everything."""
    if kind == "killed":
        broker.kill()
        yield
        time.sleep(AWAY_S)
        broker.start()
    elif kind == "stopped":
        broker.signal(signal.SIGSTOP)
        yield
        time.sleep(AWAY_S)
        broker.signal(signal.SIGCONT)
    else:
        yield
        broker.flush()


@contextmanager
def own_broker(folder: Path, keeps: str = "no") -> Iterator[Broker]:
    """A broker whose data lie in `folder`, for as long as this context lasts."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    own = Broker(folder, port, keeps)
    own.start()
    yield own
    own.signal(signal.SIGCONT)
    own.kill()


def is_full(broker: Broker) -> bool:
    """Whether it takes nothing more, for want of room."""
    with redis.Redis(port=broker.port) as client:
        try:
            client.set("word", "x" * 1000)
        except redis.ResponseError as error:
            return "MISCONF" in str(error)
        return False


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    with own_broker(tmp_path) as own:
        yield own


def begin(url: str, count: int, first: int, times: int = 1) -> dict[str, list[float]]:
    """Ask for builds that nobody has asked for, each so many times; their jobs, and how long each answer took."""
    took: dict[str, list[float]] = defaultdict(list)
    for number in [*range(first, first + count)] * times:
        wish = {"product": "tiny", "selections": {"body_color": {"custom": f"#{number:06x}"}}}
        start = time.monotonic()
        answer = httpx.post(f"{url}/v1/builds", json={"configuration": wish}, timeout=30)
        assert answer.status_code in (200, 202), answer.text
        took[answer.json()["id"]].append(time.monotonic() - start)
    return took


def p99(took: dict[str, list[float]]) -> float:
    """What all but one of a hundred answers took at most, seconds."""
    waits = sorted(wait for each in took.values() for wait in each)
    return waits[(len(waits) * 99 - 1) // 100]


def bar(before: dict[str, list[float]]) -> float:
    """What answers may take without a broker: a second, on a machine that has time. Who waits for it waits for ten."""
    return max(ANSWER_S, 2 * p99(before))


def wait_for(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + RECOVERY_S
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.5)
    return False


@pytest.mark.parametrize("kind", ["killed", "stopped", "flushed"])
def test_a_broker_that_goes_away_holds_nobody_up_and_loses_nothing(
    tiny_models: Path, tmp_path: Path, broker: Broker, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv("LIVERY_BROKER_URL", f"redis://127.0.0.1:{broker.port}/0")
    home = Home(tmp_path / "home")
    with running(tiny_models, home.root) as (url, _):
        before = begin(url, JOBS, 0, TIMES)
        with away(broker, kind):
            while_away = begin(url, JOBS, 100, TIMES)
        keys = [*before, *while_away]
        back = time.monotonic()
        assert wait_for(lambda: all(row.state == "done" for row in home.ledger.rows(keys))), home.ledger.rows(keys)
        print(f"broker {kind}: 99 of 100 answers within {p99(while_away):.2f} s, before {p99(before):.2f} s, ", end="")
        print(f"all {len(keys)} done {time.monotonic() - back:.0f} s after")
    assert p99(while_away) < bar(before)
    dispose_engines()


def test_a_broker_whose_disk_is_full_holds_nobody_up_and_loses_nothing(
    tiny_models: Path, tmp_path: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path / "home")
    with own_broker(small_disk, "yes") as broker:
        monkeypatch.setenv("LIVERY_BROKER_URL", f"redis://127.0.0.1:{broker.port}/0")
        with running(tiny_models, home.root) as (url, _):
            before = begin(url, JOBS, 0, TIMES)
            ballast = fill(small_disk)
            took = begin(url, JOBS, 100, TIMES)
            assert wait_for(lambda: is_full(broker))
            ballast.unlink()
            keys = [*before, *took]
            freed = time.monotonic()
            assert wait_for(lambda: all(row.state == "done" for row in home.ledger.rows(keys))), home.ledger.rows(keys)
            print(
                f"broker without room: 99 of 100 answers within {p99(took):.2f} s, before {p99(before):.2f} s, ", end=""
            )
            print(f"all {len(keys)} done {time.monotonic() - freed:.0f} s after there was some")
    assert p99(took) < bar(before)
