"""What the API promises to whoever has only read about it: names, statuses, conditions."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

import httpx
import pytest

from livery.api.app import create_app
from livery.api.service import Service
from tests.livery.api.keyed import service

__all__ = ["service"]
TINY = {"product": "tiny"}
JSON = {"Content-Type": "application/json"}
Asked = tuple[str, str, Mapping[str, object]]


def on_loopback(service: Service, *asked: Asked) -> list[httpx.Response]:
    """Answers to requests one after the other, of a service without keys."""

    async def ask() -> list[httpx.Response]:
        transport = httpx.ASGITransport(create_app(replace(service, with_keys=False)))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return [await client.request(method, url, **words) for method, url, words in asked]  # type: ignore[arg-type]

    return asyncio.run(ask())


def statuses(service: Service, paths: Sequence[str]) -> dict[str, int]:
    answers = on_loopback(service, *(("GET", path, {}) for path in paths))
    return {path: answer.status_code for path, answer in zip(paths, answers, strict=True)}


def test_an_id_that_nothing_bears_is_not_found_whatever_it_looks_like(service: Service) -> None:
    frames = [f"/v1/products/{each}/a.webp" for each in ("nope/frames/hero", "tiny/frames/behind")]
    ids = ["configurations/nope", "specs/nope", "specs/nope.pdf", "jobs/nope", "jobs/nope/events", "shared/nope"]
    pages = ["review/nope", "spec/nope", "ar/nope", f"ar/{'a' * 26}", "ar/shared/nope", f"ar/shared/{'a' * 43}"]
    asked = [*frames, *(f"/v1/{each}" for each in ids), *(f"/{each}" for each in pages)]
    assert {path: status for path, status in statuses(service, asked).items() if status != 404} == {}


def test_the_page_of_what_is_there_lies_in_a_folder_of_the_same_site(service: Service) -> None:
    (made,) = on_loopback(service, ("POST", "/v1/configurations", {"json": TINY}))
    (moved,) = on_loopback(service, ("GET", f"/ar/{made.json()['id']}?look=1", {}))
    assert (moved.status_code, moved.headers["location"]) == (307, f"/ar/{made.json()['id']}/?look=1")


def test_a_configuration_is_taken_bare_or_as_previews_take_it(service: Service) -> None:
    loud = {"product": "tiny", "selections": {"BODY_COLOR": "paint.gold"}}
    places = ("/v1/configurations", "/v1/validations", "/v1/products/tiny/options")
    for place in places:
        bare, held = on_loopback(
            service, ("POST", place, {"json": loud}), ("POST", place, {"json": {"configuration": loud}})
        )
        assert (bare.status_code, held.status_code) in ((201, 201), (200, 200)), held.text
    (saved,) = on_loopback(service, ("POST", "/v1/configurations", {"json": loud}))
    assert saved.json()["configuration"]["selections"] == {"body_color": "paint.gold"}


def test_what_was_seen_is_not_sent_again(service: Service) -> None:
    (saved,) = on_loopback(service, ("POST", "/v1/configurations", {"json": TINY}))
    place, tag = saved.headers["location"], saved.headers["etag"]
    again, other = on_loopback(
        service, *(("GET", place, {"headers": {"If-None-Match": each}}) for each in (tag, '"another"'))
    )
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert other.status_code == 200


@pytest.mark.parametrize("body", ["{", "[1,]", '{"a": NaN}', "\xff"])
def test_a_body_that_is_no_json_is_called_that(service: Service, body: str) -> None:
    words = {"content": body.encode("latin-1"), "headers": JSON}
    for answer in on_loopback(service, *(("POST", f"/v1/{each}", words) for each in ("previews", "configurations"))):
        assert (answer.status_code, answer.json()["code"]) == (400, "JSON_INVALID")
        assert answer.json()["detail"].startswith("The body ")


def test_a_size_that_is_none_is_refused_in_words(service: Service) -> None:
    by_body, by_address = on_loopback(
        service,
        ("POST", "/v1/previews", {"json": {"configuration": TINY, "size": 1000}}),
        ("GET", "/v1/products/tiny/frames/hero/a.webp?size=1000", {}),
    )
    for answer in (by_body, by_address):
        assert (answer.status_code, answer.json()["code"]) == (422, "SIZE_UNKNOWN")
        assert "has to be one of 128, 160, 256" in answer.json()["detail"]
        assert "4096" in answer.json()["detail"]


def test_what_is_in_review_is_not_sealed_and_neither_is_what_cannot_be_built(service: Service) -> None:
    wrong = {"product": "tiny", "selections": {"body_color": "paint.gald"}}
    for body, state, status in ((TINY, "in_review", 409), (wrong, "saved", 422)):
        (saved,) = on_loopback(service, ("POST", "/v1/configurations", {"json": body}))
        place, tag = saved.headers["location"], {"If-Match": saved.headers["etag"]}
        if state != "saved":
            (saved,) = on_loopback(service, ("PUT", f"{place}/state", {"json": {"state": state}, "headers": tag}))
        wish = {"json": {"accept_terms": "1", "approver": "Ann"}, "headers": {"If-Match": saved.headers["etag"]}}
        (answer,) = on_loopback(service, ("POST", f"{place}/finalize", wish))
        assert answer.status_code == status, answer.text


def test_the_description_is_where_it_is_looked_for_and_holds_all(service: Service) -> None:
    usual, own = on_loopback(service, ("GET", "/openapi.json", {}), ("GET", "/v1/openapi.json", {}))
    assert usual.json() == own.json()
    assert {"/healthz", "/readyz", "/metrics"} <= usual.json()["paths"].keys()


def test_without_a_broker_what_is_missing_is_said(service: Service) -> None:
    (answer,) = on_loopback(service, ("GET", "/readyz", {}))
    assert answer.status_code == 503
    assert "LIVERY_BROKER_URL" in answer.json()["parts"]["broker"]["detail"]


@pytest.mark.parametrize("with_keys", [True, False])
def test_no_character_of_a_signed_address_may_be_another(service: Service, *, with_keys: bool) -> None:
    url = "/v1/products/tiny/frames/hero/a.webp?feature=body_color:paint.gold&size=160&preset=card"
    signed = service.signer.sign(url, "north", 60)
    spoiled = [
        f"{signed[:place]}{other}{signed[place + 1 :]}"
        for place in range(1, len(signed))
        for other in {"a", "=", chr(ord(signed[place]) ^ 1)} - {signed[place], "#", "\x7f"}
    ]
    host = "http://livery.test" if with_keys else "http://127.0.0.1"

    async def ask() -> dict[str, int]:
        transport = httpx.ASGITransport(create_app(replace(service, with_keys=with_keys)))
        async with httpx.AsyncClient(transport=transport, base_url=host) as client:
            return {each: (await client.get(each)).status_code for each in spoiled}

    assert {each: status for each, status in asyncio.run(ask()).items() if status != 403} == {}
