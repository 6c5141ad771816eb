"""Flower, https://flower.readthedocs.io, looks at a running service as docs/operate.md says."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.livery.api.conftest import running, wait_until
from tests.test_imports import ROOT
from workers.broker import SOCKET

COMMAND = re.search(r"celery -A workers\.app flower[^\n#]*", (ROOT / "docs" / "operate.md").read_text())


@pytest.mark.slow
def test_flower_sees_workers_and_what_they_did(tiny: Path, tmp_path: Path) -> None:
    assert COMMAND
    home = tmp_path / "home"
    with socket.create_server(("127.0.0.1", 0)) as free:
        flower = f"http://127.0.0.1:{free.getsockname()[1]}"
    broker = {"LIVERY_BROKER_URL": f"redis+socket://{home}/broker/{SOCKET}", "FLOWER_UNAUTHENTICATED_API": "true"}
    words = [sys.executable, "-m", *COMMAND[0].split(), f"--port={flower.rsplit(':', 1)[1]}"]
    with (
        running(tiny, home) as (url, process),
        subprocess.Popen(words, env={**os.environ, **broker}, stderr=subprocess.DEVNULL) as watching,
    ):

        def told(about: str) -> str:
            try:
                return httpx.get(f"{flower}/api/{about}", timeout=10).text
            except httpx.HTTPError:
                return ""

        wait_until(lambda: "preview" in told("workers?refresh=1"), process, home / "log")
        httpx.post(f"{url}/v1/builds", json={"configuration": {"product": "tiny"}}, timeout=60)
        wait_until(lambda: '"SUCCESS"' in told("tasks"), process, home / "log")
        watching.terminate()
