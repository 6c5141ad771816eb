"""One host answers, another works: they share Postgres, Valkey, a bucket and the key that seals, and no folder."""

import io
import os
import signal
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from configurator.seal import verify_folder
from tests.livery.api.conftest import NAME, PATIENCE_S, ready, wait_until
from tests.test_compose import SERVICES
from workers.broker import binary

pytestmark = pytest.mark.slow
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#d02020"/></svg>'


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def started(log: Path, *command: str, **environment: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A process that ends with the test; what it says goes to `log`."""
    words = {**os.environ, **environment}
    with log.open("ab") as file, subprocess.Popen(command, env=words, stdout=file, stderr=file) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE_S)


@contextmanager
def services(tmp_path: Path, postgres: str) -> Iterator[dict[str, str]]:
    """The settings that lead to a Valkey and a bucket of our own, and to Postgres."""
    broker, store = free_port(), free_port()
    folder = tmp_path / "valkey"
    folder.mkdir()
    valkey = [binary(), "--port", str(broker), "--bind", "127.0.0.1", "--dir", str(folder)]
    s3 = [sys.executable, "-m", "tests.support.s3_server", str(store)]
    with started(folder / "log", *valkey), started(tmp_path / "s3", *s3) as bucket:
        wait_until(lambda: "ready" in (tmp_path / "s3").read_text(), bucket, tmp_path / "s3")
        make_bucket(f"http://127.0.0.1:{store}")
        yield {
            "LIVERY_DATABASE_URL": postgres,
            "LIVERY_BROKER_URL": f"redis://127.0.0.1:{broker}/0",
            "LIVERY_STORE_URL": "s3://livery/shop",
            "LIVERY_KEYS": str(tmp_path / "keys"),
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{store}",
            "AWS_ACCESS_KEY_ID": "a",
            "AWS_SECRET_ACCESS_KEY": "b",
            "AWS_REGION": "us-east-1",
        }


def make_bucket(store: str) -> None:
    """As the composed service makes it, twice: it is started again with the others."""
    (words,) = SERVICES["bucket"]["command"]
    here = words.replace("http://store:7070", store).replace("$$", "$")
    for _ in range(2):
        subprocess.run(["sh", "-c", here], env={**os.environ, "STORE_USER": "a:b"}, check=True)


@pytest.fixture
def front(tiny_models: Path, tmp_path: Path, postgres: str) -> Iterator[httpx.Client]:
    """A client of the host that answers; the other one works."""
    port = free_port()
    up = [sys.executable, "-m", "livery", "up", "--port", str(port)]
    with services(tmp_path, postgres) as shared, ExitStack() as hosts:
        places = {"LIVERY_MODELS": str(tiny_models / "models"), "LIVERY_MATERIALS": str(tiny_models / "materials")}
        for name, words in (("front", ["--workers", "0"]), ("back", ["--no-api", "--workers", "1"])):
            home = tmp_path / name
            process = hosts.enter_context(
                started(tmp_path / "log", *up, "--home", str(home), *words, **shared, **places)
            )
        wait_until(lambda: ready(f"http://127.0.0.1:{port}"), process, tmp_path / "log")
        yield hosts.enter_context(httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE_S))


def test_what_is_asked_of_one_host_is_made_by_another_and_sealed(front: httpx.Client, tmp_path: Path) -> None:
    patient = {"Prefer": "wait=60"}
    named = front.post("/v1/files", content=LOGO, headers={"Content-Type": "image/svg+xml"}).json()["file"]
    mark = {"zone": "tail", "kind": "logo", "file": named, "finish": "painted"}
    wanted = {"product": "tiny", "personalizations": [NAME, mark]}
    picture = front.post("/v1/previews", json={"configuration": wanted, "size": 160}, headers=patient)
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/png")
    saved = front.post("/v1/configurations", json=wanted)
    place = saved.headers["location"]
    seen = front.put(f"{place}/state", json={"state": "ready"}, headers={"If-Match": saved.headers["etag"]})
    agreed = {"terms": "1", "approver": "Ann"}
    begun = front.post(f"{place}/finalize", json=agreed, headers={**patient, "If-Match": seen.headers["etag"]})
    if begun.status_code == 202:
        with front.stream("GET", begun.json()["events"]) as stream:
            list(stream.iter_lines())
    spec = front.get(place.replace("configurations", "specs")).json()
    with zipfile.ZipFile(io.BytesIO(front.get(spec["archive"]).content)) as archive:
        archive.extractall(tmp_path / "sealed")
    trusted = (tmp_path / "keys" / "seal.pub").read_text().strip()
    verdict = verify_folder(tmp_path / "sealed" / spec["id"], trusted)
    assert verdict.ok, verdict.faults
    assert f"configuration/{named}" in {file["name"] for file in spec["files"]}
    assert not (tmp_path / "front" / "ledger.sqlite").exists()
