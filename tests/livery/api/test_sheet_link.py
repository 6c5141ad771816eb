"""Whoever holds a sealed sheet gets from its code to the model, without a key, until somebody closes the link."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from configurator.configuration import read_configuration
from configurator.finalization import finalize
from configurator.finalization.archive import Shelf
from configurator.recipe import scene_recipe
from configurator.review import Shares
from configurator.seal import Acceptance
from livery.api.service import Service
from renderer.asset import Asset
from tests.livery.api.keyed import asked, service
from tests.support.tiny_product import checkered_png
from workers.closing import Closer
from workers.desk import archive_of
from workers.settings import settings
from workers.verbs.finalize import Wish, along, close

__all__ = ["service"]
NOW = datetime.now(UTC).replace(microsecond=0)
SITE = "https://carts.example"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LIVERY_SITE", SITE)
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def sealed_sheet(service: Service) -> tuple[str, dict[str, object]]:
    """A specification of tenant `north`, sealed as a worker does, with one picture that nobody drew; and its sheet."""
    home, desk = service.home.of("north"), service.desk("north")
    saved = desk.save(read_configuration(b'{"product": "tiny"}'), "Tiny", "Ann", NOW)
    ready = desk.move(saved.id, "ready", "Ann", NOW, None)
    resolved = service.resolve(ready.configuration, "north")
    scene_recipe(resolved, home.store)
    blob = home.store.put(resolved.model_dump_json().encode())
    accepted = Acceptance(terms="1", terms_sha256=None, approver="Ann", at=NOW)
    words = {"configuration": saved.id, "seen": ready.tag, "acceptance": accepted, "window_hours": 24}
    wish = Wish(resolved=blob, terms=None, mail_to="ann@b.example", **words)
    closer = Closer(home, service.catalog, resolved, saved.id)
    closing = close(wish, closer)
    shelf = Shelf(archive_of(home), saved.id, ready.version, along(wish, closer, closing))
    finalize(resolved, [Asset("images/hero.png", "image/png", checkered_png())], home.store, shelf, closing)
    files = dict(archive_of(home).files(archive_of(home).find(saved.id)))
    return saved.id, json.loads(files["spec_sheet.json"])


@pytest.mark.usefixtures("site")
def test_the_code_of_a_sealed_sheet_opens_for_whoever_scans_it(service: Service) -> None:
    spec, sheet = sealed_sheet(service)
    link = str(sheet["link"])
    assert link.startswith(f"{SITE}/ar/shared/")
    page = asked(service, "GET", urlsplit(link).path)
    assert page.status_code in (200, 202), page.text
    assert asked(service, "GET", f"/ar/{spec}/").status_code in (303, 401)
    Shares(service.desk("north")).revoke(spec, "Ann", NOW)
    assert asked(service, "GET", urlsplit(link).path).status_code == 404


def test_without_a_site_a_sheet_has_no_code(service: Service) -> None:
    _, sheet = sealed_sheet(service)
    assert sheet["link"] == ""
