"""A disk that is full and bytes that rot: typed answers, nothing half-written, and it goes on when it can."""

import asyncio
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from livery.api.app import create_app
from livery.api.drawing import DrawingPool
from livery.api.keys import ApiKeys
from livery.api.limits import Bucket
from livery.api.metrics import Meters
from livery.api.service import Service
from livery.api.signing import Signer, read_keys
from tests.configurator.tiny_catalog import load_tiny
from tests.livery.api.conftest import NAME
from workers.database import dispose_engines
from workers.home import Home

TINY: dict[str, Any] = {"product": "tiny", "personalizations": [NAME]}
PICTURE = {"configuration": TINY, "size": 160}
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#d02020"/></svg>'
PATIENT = {"Prefer": "wait=60"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "none", str(place)], check=False)
    if mounted.returncode:
        pytest.skip("Nobody but root may mount a small disk.")
    yield place
    dispose_engines()
    subprocess.run(["umount", "-l", str(place)], check=True)


def serving(tiny_models: Path, root: Path) -> Service:
    home = Home(root)
    return Service(
        catalog=load_tiny(tiny_models),
        home=home,
        keys=ApiKeys(home.database),
        with_keys=False,
        signer=Signer(read_keys("", root)),
        meters=Meters(home),
        drawing=DrawingPool(home, 1),
        requests=Bucket(600, "TOO_MANY_REQUESTS"),
        drawings=Bucket(120, "QUOTA_EXCEEDED"),
    )


def asked(service: Service, url: str, **words: Any) -> httpx.Response:  # noqa: ANN401 - httpx's own
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(create_app(service), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.post(url, **words)

    return asyncio.run(ask())


def fill(place: Path) -> Path:
    """Take all that is left of the disk."""
    ballast = place / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(os.urandom(size))
            except OSError:
                continue
    return ballast


def test_a_full_disk_is_said_so_and_leaves_nothing_half_written(tiny_models: Path, small_disk: Path) -> None:
    service = serving(tiny_models, small_disk / "home")
    upload = {"content": LOGO, "headers": {"Content-Type": "image/svg+xml"}}
    assert asked(service, "/v1/configurations", json=TINY).status_code == 201
    before = len(list((small_disk / "home").rglob("*")))
    ballast = fill(small_disk)
    answers = [
        asked(service, "/v1/files", **upload),
        asked(service, "/v1/previews", json=PICTURE),
        *(asked(service, "/v1/configurations", json=TINY) for _ in range(8)),
    ]
    told = {(answer.status_code, answer.json()["code"]) for answer in answers if answer.status_code >= 400}
    assert (507, "DISK_FULL") in told
    assert (507, "STORE_UNAVAILABLE") in told
    assert told <= {(507, "DISK_FULL"), (507, "STORE_UNAVAILABLE"), (503, "DATABASE_UNAVAILABLE")}
    assert not list(small_disk.rglob(".partial-*"))
    ballast.unlink()
    assert asked(service, "/v1/configurations", json=TINY).status_code == 201
    assert asked(service, "/v1/files", **upload).status_code == 201
    assert len(list((small_disk / "home").rglob("*"))) >= before


def blob_file(home: Path, digest: str) -> Path:
    return home / "store" / digest[:2] / digest


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda data: data[:-9],
    "bit": lambda data: data[:50] + bytes([data[50] ^ 1]) + data[51:],
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_picture_that_rots_is_never_served_and_made_again(api: httpx.Client, service_home: Path, kind: str) -> None:
    damage, wish = DAMAGES[kind], {**PICTURE, "background": {"cut": "#123456", "bit": "#654321"}[kind]}
    link = api.post("/v1/previews", json=wish, headers={**PATIENT, "Accept": "application/json"}).json()
    path = blob_file(service_home, link["sha256"])
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    refused = api.get(link["href"])
    assert (refused.status_code, refused.json()["code"]) == (503, "ASSET_REMADE")
    assert refused.headers["retry-after"]
    again = api.post("/v1/previews", json=wish, headers=PATIENT)
    assert (again.status_code, again.content) == (200, whole)
    path.write_bytes(damage(whole))
    drawn = api.post("/v1/previews", json=wish, headers=PATIENT)
    assert drawn.content == whole, drawn.text
    assert api.get(link["href"]).content == whole
    assert path.with_suffix(".damaged").exists()
