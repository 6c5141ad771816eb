"""A service that asks for keys, asked inside this process."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Connection

from configurator.finalization import Closing, finalize
from configurator.finalization.archive import Shelf
from configurator.recipe import scene_recipe
from configurator.seal import Acceptance
from configurator.seal.keys import signing_key
from livery.api.app import create_app
from livery.api.drawing import DrawingPool
from livery.api.keys import ApiKeys
from livery.api.limits import Bucket
from livery.api.metrics import Meters
from livery.api.service import Service
from livery.api.signing import Signer, read_keys
from renderer.asset import Asset
from tests.configurator.tiny_catalog import load_tiny
from tests.support.tiny_product import checkered_png
from workers.desk import archive_of
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


def seal(service: Service, name: str, tenant: str, ago: timedelta = timedelta(0)) -> None:
    """Finalize a configuration as a worker would, with one picture that nobody drew."""
    home, desk, at = service.home.of(tenant), service.desk(tenant), datetime.now(UTC) - ago
    ready = desk.move(name, "ready", "Ann", at, None)
    resolved = service.resolve(ready.configuration, tenant)
    scene_recipe(resolved, home.store)
    acceptance = Acceptance(terms="1", terms_sha256=None, approver="Ann", at=at)
    closing = Closing(acceptance, at, signing_key(home.root / "keys"), spec=name)

    def along(db: Connection, _: object) -> None:
        desk.step(db, ready, "finalized", "Ann", at)

    finalize(
        resolved,
        [Asset("a.png", "image/png", checkered_png())],
        home.store,
        Shelf(archive_of(home), name, 1, along),
        closing,
    )
