"""Chips are made once, kept within bounds, and held by browsers."""

from livery.api.service import Service
from livery.pages.chips import SHELF
from tests.livery.api.conftest import service_home, tiny_models
from tests.livery.api.keyed import asked, service

__all__ = ["service", "service_home", "tiny_models"]


def test_chips_need_no_key_and_are_held(service: Service) -> None:
    font = next(iter(service.catalog.fonts))
    first = asked(service, "GET", f"/chips/fonts/{font}.svg")
    assert first.headers["cache-control"].startswith("public, max-age=86400")
    again = asked(service, "GET", f"/chips/fonts/{font}.svg", extra={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    typed = asked(service, "GET", f"/chips/fonts/{font}.svg?text=Ada")
    assert typed.headers["cache-control"].startswith("private")
    assert typed.content != first.content
    assert asked(service, "GET", f"/chips/fonts/{font}.svg?text={'A' * 25}").status_code == 422
    assert asked(service, "GET", "/chips/swatches/none.webp").status_code == 404
    assert 0 < SHELF.held < 8_000_000
