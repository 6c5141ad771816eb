"""Whoever asks for what is another's learns nothing: not from the answer, not from what is looked up for it, not by a
character that they change; and what many send at once with one key is done once."""

import asyncio
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import httpx
import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from livery.api.app import create_app
from livery.api.keys import Scope
from livery.api.service import Service
from tests.livery.api.keyed import asked, seal, service
from workers.job import AssetRecord, Job

__all__ = ["service"]
TINY = {"product": "tiny"}
ALL: tuple[Scope, ...] = ("read", "write", "draw", "sign")
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
WAYS: list[tuple[str, str, object]] = [
    *(("GET", f"/v1/configurations/{{}}{each}", None) for each in ("", "/versions", "/trail", "/comments")),
    ("GET", "/v1/configurations/{}/frames/hero/a.webp", None),
    *(("GET", f"/v1/specs/{{}}{each}", None) for each in ("", ".zip", ".pdf", "/assets/a.png")),
    *(("GET", f"/{page}/{{}}", None) for page in ("review", "confirm", "spec", "amend")),
    ("GET", "/ar/{}/", None),
    ("PUT", "/v1/configurations/{}", TINY),
    ("PUT", "/v1/configurations/{}/state", {"state": "ready"}),
    ("PUT", "/v1/configurations/{}/name", {"name": "Mine"}),
    ("POST", "/v1/configurations/{}/comments", {"kind": "comment", "by": "Eve", "text": "Hello", "version": 1}),
    ("POST", "/v1/configurations/{}/shares", {}),
    ("POST", "/v1/configurations/{}/finalize", {"terms": "1", "approver": "Eve"}),
    ("POST", "/v1/specs/{}/amend", {"terms": "1", "approver": "Eve", "configuration": TINY}),
    ("POST", "/v1/specs/{}/acknowledgement", {"revision": 1, "accepted": True}),
]
"""All that can be done with something that has a name: method, address, body."""


@contextmanager
def looked_up() -> Iterator[list[str]]:
    """What the database is asked meanwhile, without what it is asked about."""
    said: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def learned(client: httpx.AsyncClient, name: str, method: str, path: str, body: object) -> tuple[object, ...]:
    """All that somebody sees of an answer, `name` aside, and all that was looked up for it."""
    kind = "application/json" if path.startswith("/v1/") else "text/html"
    with looked_up() as said:
        headers = {"If-Match": '"x"', "Accept": kind}
        answer = await client.request(method, path.format(name), json=body, headers=headers)
    told = answer.text.replace(answer.headers.pop("trace-id"), "").replace(name, "")
    return answer.status_code, dict(answer.headers), told, said


def both(
    service: Service, key: str, ways: Sequence[tuple[str, str, object]], theirs: str, nobodys: str
) -> Iterator[tuple[tuple[object, ...], tuple[object, ...]]]:
    """What is learned of what is another's, and of what is not there, in each of these ways."""

    async def ask() -> list[tuple[tuple[object, ...], tuple[object, ...]]]:
        transport, headers = httpx.ASGITransport(create_app(replace(service))), {"Authorization": f"Bearer {key}"}
        async with httpx.AsyncClient(transport=transport, base_url="http://livery.test", headers=headers) as client:
            return [(await learned(client, theirs, *way), await learned(client, nobodys, *way)) for way in ways]

    yield from asyncio.run(ask())


@pytest.fixture
def tenants(service: Service) -> tuple[str, str]:
    """The keys of two."""
    return service.keys.issue("north", ALL), service.keys.issue("south", ALL)


def test_what_is_anothers_is_answered_as_what_is_not_there(service: Service, tenants: tuple[str, str]) -> None:
    theirs = asked(service, "POST", "/v1/configurations", tenants[0], json=TINY).json()["id"]
    seal(service, theirs, "north")
    nobodys = "".join(secrets.choice(LETTERS) for _ in theirs)
    for way, (told, nothing) in zip(WAYS, both(service, tenants[1], WAYS, theirs, nobodys), strict=True):
        assert told == nothing, way
        assert told[0] == 404, (way, told)


def test_jobs_and_assets_of_another_are_answered_as_what_is_not_there(
    service: Service, tenants: tuple[str, str]
) -> None:
    job, asset = finished(service, "north")
    for path, theirs in (("/v1/jobs/{}", job), ("/v1/jobs/{}/events", job), ("/v1/assets/{}/a.glb", asset)):
        assert asked(service, "GET", path.format(theirs), tenants[0]).status_code == 200
        ((told, nothing),) = both(service, tenants[1], [("GET", path, None)], theirs, secrets.token_hex(32))
        assert told == nothing
        assert told[0] == 404


def finished(service: Service, tenant: str) -> tuple[str, str]:
    """A job that has ended, and its asset."""
    job, home = Job(verb="export", inputs={"n": 1}, tenant=tenant), service.home.of(tenant)
    blob = home.store.put(b"glTF")
    home.ledger.enqueue(job)
    claim = home.ledger.claim(job.key, "one")
    assert claim is not None
    asset = AssetRecord(name="a.glb", media_type="model/gltf-binary", blob=blob, size=4, made_from={}, figures={})
    home.ledger.finish(job.key, claim.token, asset)
    return job.key, blob


def test_a_signed_address_with_any_character_changed_is_refused(service: Service) -> None:
    _, blob = finished(service, "north")
    signed = service.signer.sign(f"/v1/assets/{blob}/a.glb?size=640", "north", 60)
    others = [f"{signed[:place]}{chr(ord(signed[place]) ^ 1)}{signed[place + 1 :]}" for place in range(1, len(signed))]
    assert asked(service, "GET", signed).content == b"glTF"

    async def ask() -> dict[str, int]:
        transport = httpx.ASGITransport(create_app(replace(service)))
        async with httpx.AsyncClient(transport=transport, base_url="http://livery.test") as client:
            return {url: (await client.get(url)).status_code for url in others}

    assert {url: status for url, status in asyncio.run(ask()).items() if status != 403} == {}


def test_what_many_send_at_once_with_one_key_is_done_once(service: Service, tenants: tuple[str, str]) -> None:
    north, south = tenants
    bodies = [TINY] * 12 + [{"product": "tiny", "quantity": 2}] * 4

    async def all_at_once() -> list[httpx.Response]:
        transport = httpx.ASGITransport(create_app(replace(service)))
        async with httpx.AsyncClient(transport=transport, base_url="http://livery.test") as client:
            headers = {"Authorization": f"Bearer {north}", "Idempotency-Key": "order-1"}
            wanted = [client.post("/v1/configurations", json=body, headers=headers) for body in bodies]
            return await asyncio.gather(*wanted)

    answers = asyncio.run(all_at_once())
    codes = {answer.json().get("code") for answer in answers if answer.status_code != 201}
    assert codes <= {"IDEMPOTENCY_UNDER_WAY", "IDEMPOTENCY_KEY_REUSED"}
    (made,) = asked(service, "GET", "/v1/configurations", north).json()["items"]
    assert {answer.json()["id"] for answer in answers if answer.status_code == 201} == {made["id"]}
    again = asked(service, "POST", "/v1/configurations", south, extra={"Idempotency-Key": "order-1"}, json=TINY)
    assert again.status_code == 201
    assert again.json()["id"] != made["id"]
