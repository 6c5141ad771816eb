"""What is answered to a request that comes twice."""

import asyncio

import pytest
from fastapi import Request, Response

from livery.api.errors import RequestRefused
from livery.api.idempotency import once
from workers.database import Database


def answered(database: Database, *statuses: int, body: bytes = b"{}") -> list[tuple[int, bool]]:
    """The status of each of so many equal requests, and whether it was kept; `statuses` are what acting would give."""
    left = list(statuses)

    async def act() -> Response:
        return Response("{}", left.pop(0))

    async def all_of_them() -> list[Response]:
        return [await once(order(), database, "", body, act) for _ in statuses]

    answers = asyncio.run(all_of_them())
    return [(answer.status_code, "idempotency-replayed" in answer.headers) for answer in answers]


def order() -> Request:
    headers = [(b"idempotency-key", b"order-1")]
    return Request({"type": "http", "method": "POST", "path": "/v1/builds", "query_string": b"", "headers": headers})


def test_what_was_done_is_done_once(database: Database) -> None:
    assert answered(database, 201, 201) == [(201, False), (201, True)]


def test_what_was_refused_stays_refused(database: Database) -> None:
    assert answered(database, 422, 201) == [(422, False), (422, True)]


def test_what_failed_for_us_may_be_tried_again(database: Database) -> None:
    assert answered(database, 503, 201, 201) == [(503, False), (201, False), (201, True)]


def test_a_key_is_for_one_request(database: Database) -> None:
    answered(database, 201)
    with pytest.raises(RequestRefused) as refused:
        answered(database, 201, body=b'{"another": 1}')
    assert (refused.value.status, refused.value.code) == (409, "IDEMPOTENCY_KEY_REUSED")
