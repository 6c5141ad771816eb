"""A service that asks for keys, asked inside this process."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

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
from workers.home import Home


@pytest.fixture
def service(tiny_models: Path, tmp_path: Path) -> Iterator[Service]:
    """A service that asks for keys, in this process; nothing is drawn."""
    home = Home(tmp_path / "home")
    yield Service(
        catalog=load_tiny(tiny_models),
        home=home,
        keys=ApiKeys(home.database),
        with_keys=True,
        signer=Signer(read_keys("", home.root)),
        meters=Meters(home),
        drawing=DrawingPool(home, 1),
        requests=Bucket(600, "TOO_MANY_REQUESTS"),
        drawings=Bucket(120, "QUOTA_EXCEEDED"),
    )


def asked(
    service: Service, method: str, url: str, key: str = "", extra: dict[str, str] | None = None, **words: object
) -> httpx.Response:
    headers = {**(extra or {}), **({"Authorization": f"Bearer {key}"} if key else {})}

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(create_app(replace(service)))
        async with httpx.AsyncClient(transport=transport, base_url="http://livery.test") as client:
            return await client.request(method, url, headers=headers, **words)  # type: ignore[arg-type]

    return asyncio.run(ask())
