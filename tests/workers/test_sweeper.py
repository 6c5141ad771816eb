"""What was lost on the way is sent again: over a real Valkey, emptied and away."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workers.test_broker import connect
from workers.app import app
from workers.broker import embedded_broker, url
from workers.carriers import BUILD_LIMITS
from workers.errors import BrokerUnavailable
from workers.home import Home
from workers.job import Job
from workers.ledger import Wish
from workers.settings import settings
from workers.sweeper import run, sweep, waiting_messages


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """A home whose broker is in `valkey` beside it; connections to any other's are let go, before and after."""
    app._after_fork()
    monkeypatch.setenv("LIVERY_BROKER_URL", url(tmp_path / "valkey"))
    settings.cache_clear()
    monkeypatch.setattr(app.conf, "broker_url", url(tmp_path / "valkey"))
    yield Home(tmp_path / "home")
    app._after_fork()
    monkeypatch.undo()
    settings.cache_clear()


def enqueue(home: Home, count: int) -> None:
    for number in range(count):
        home.ledger.enqueue(Job(verb="export", inputs={"n": number}), Wish("batch", priority=6))


def test_what_waits_is_sent_once(home: Home, tmp_path: Path) -> None:
    with embedded_broker(tmp_path / "valkey"):
        enqueue(home, 3)
        assert (sweep(home), waiting_messages()) == (3, 3)
        assert (sweep(home), waiting_messages()) == (0, 3)


def test_an_emptied_broker_is_filled_again(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.outbox.GRACE_SECONDS", -1.0)
    with embedded_broker(tmp_path / "valkey") as broker, connect(broker) as client:
        enqueue(home, 3)
        assert sweep(home) == 3
        client.flushall()
        assert (sweep(home), waiting_messages()) == (3, 3)


def test_a_build_may_take_longer_than_a_picture(home: Home, tmp_path: Path) -> None:
    with embedded_broker(tmp_path / "valkey") as broker, connect(broker) as client:
        for number, verb in enumerate(("render", "build")):
            home.ledger.enqueue(Job(verb=verb, inputs={}), Wish("batch", priority=number))
        assert sweep(home) == 2
        found = [json.loads(each)["headers"]["timelimit"] for each in client.lrange("livery:batch", 0, -1)]
    assert sorted(found, key=str) == [
        [BUILD_LIMITS["time_limit"], BUILD_LIMITS["soft_time_limit"]],
        [app.conf.task_time_limit, app.conf.task_soft_time_limit],
    ]


def test_what_a_broker_did_not_take_stays_due(home: Home, tmp_path: Path) -> None:
    enqueue(home, 2)
    with pytest.raises(BrokerUnavailable):
        sweep(home)
    with embedded_broker(tmp_path / "valkey"):
        assert sweep(home) == 2


def test_what_nobody_foresaw_ends_neither_the_round_nor_the_sweeper(
    home: Home, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("workers.sweeper.SWEEP_SECONDS", 0.0)
    monkeypatch.setenv("LIVERY_BROKER_URL", "no-broker-of-any-kind")
    settings.cache_clear()
    stop, rounds = threading.Event(), []

    def third_time(_: Home) -> int:
        rounds.append(1)
        if len(rounds) == 3:
            stop.set()
        raise ZeroDivisionError

    monkeypatch.setattr("workers.sweeper.deliver_due", third_time)
    run(home, stop)
    assert (len(rounds), caplog.text.count("sweep failed unexpectedly")) == (3, 6)
