"""The embedded broker is a real Valkey that keeps what it was given."""

from pathlib import Path

import redis

from workers.broker import embedded_broker


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
