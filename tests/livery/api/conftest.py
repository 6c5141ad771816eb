"""A real service over the tiny catalog: `livery up` as an operator starts it, with its API, worker and Valkey."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.configurator.tiny_catalog import write_tiny

PATIENCE_S = 150.0
NAME = {"zone": "panel", "kind": "text", "text": "Ada", "font": "great-vibes", "color": "#ffffff", "finish": "painted"}


@contextmanager
def running(
    tiny: Path, home: Path, *words: str, also: Mapping[str, str] | None = None
) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """`livery up` on a free port, `also` with these settings: its address and process.

    It has ended, with all its children, afterwards.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    places = {"LIVERY_MODELS": str(tiny / "models"), "LIVERY_MATERIALS": str(tiny / "materials")}
    command = [sys.executable, "-m", "livery", "up", "--home", str(home), "--port", str(port), "--workers", "1", *words]
    home.mkdir(exist_ok=True)
    with (
        (home / "log").open("ab") as log,
        subprocess.Popen(command, env={**os.environ, **places, **(also or {})}, stdout=log, stderr=log) as process,
    ):
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until(lambda: ready(url), process, home / "log")
            yield url, process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE_S)


def ready(url: str) -> bool:
    """Whether everything is there."""
    try:
        return httpx.get(f"{url}/readyz", timeout=5).status_code == 200
    except httpx.HTTPError:
        return False


def wait_until(
    true: Callable[[], bool], process: "subprocess.Popen[bytes]", log: Path, patience_s: float = PATIENCE_S
) -> None:
    """Return when it is; fail with the log where the process ends before, or it takes too long."""
    deadline = time.monotonic() + patience_s
    while not true():
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(log.read_text()[-4000:])
        time.sleep(0.2)


@pytest.fixture(scope="session")
def tiny_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny(tmp_path_factory.mktemp("tiny-service"))


@pytest.fixture(scope="session")
def service_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("service") / "home"


@pytest.fixture(scope="session")
def address(tiny_models: Path, service_home: Path) -> Iterator[str]:
    """Where one service answers, for all tests."""
    with running(tiny_models, service_home) as (url, _):
        yield url


@pytest.fixture
def api(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=90) as client:
        yield client
