"""The embedded broker is a real Valkey that keeps what it was given."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import redis

from workers import broker as broker_module
from workers import supervise
from workers.broker import embedded_broker, end
from workers.errors import BrokerUnavailable


def connect(url: str) -> "redis.Redis":
    return redis.Redis(unix_socket_path=url.removeprefix("redis+socket://"))


def test_it_answers_and_keeps_its_data_over_a_restart(tmp_path: Path) -> None:
    with embedded_broker(tmp_path) as url, connect(url) as client:
        client.set("livery", "kept")
    with embedded_broker(tmp_path) as url, connect(url) as client:
        assert client.get("livery") == b"kept"


def test_it_listens_on_its_socket_alone(tmp_path: Path) -> None:
    with embedded_broker(tmp_path) as url, connect(url) as client:
        assert client.config_get("port") == {"port": "0"}


def test_a_home_has_one_broker_at_a_time(tmp_path: Path) -> None:
    with embedded_broker(tmp_path), pytest.raises(BrokerUnavailable, match="livery up --home") as raised:
        supervise.broker(tmp_path)
    assert raised.value.code == "HOME_IN_USE"
    lock = supervise.broker(tmp_path).lock
    assert lock
    lock.close()


def test_a_server_that_does_not_listen_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broker_module, "END_SECONDS", 0.2)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE) as server:
        assert server.stdout
        server.stdout.readline()
        end(server)
        assert server.returncode == -signal.SIGKILL
