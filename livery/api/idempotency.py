"""Idempotency keys: a request that is sent twice is carried out once, and answered alike.

https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
"""

import json
import re
from collections.abc import Awaitable, Callable

from fastapi import Request, Response
from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from starlette.concurrency import run_in_threadpool

from livery.api.errors import RequestRefused
from renderer.digest import digest_value
from workers.database import Database
from workers.database.clock import now
from workers.database.schema import answers
from workers.database.upsert import upsert

KEPT_SECONDS = 24 * 3600.0
ABANDONED_SECONDS = 600.0
"""Far longer than any request waits: what has no answer by then was lost with its process, and may be tried again."""
FAILED = 500
"""From here on it was our fault: whoever asks again is not told the same for a day."""
KEY = re.compile(r"[\x21-\x7e]{1,255}")
REPEATED = ("content-type", "location", "etag", "content-location")

Act = Callable[[], Awaitable[Response]]


async def once(request: Request, database: Database, tenant: str, body: bytes, act: Act) -> Response:
    """`act`, or what it answered before to the same Idempotency-Key.

    Raises `RequestRefused`: 400 for a key that cannot be one, 409 where the key came with another request, or where
    the first is still under way.
    """
    key = request.headers.get("idempotency-key")
    if key is None:
        return await act()
    if not KEY.fullmatch(key):
        raise RequestRefused(
            400, "IDEMPOTENCY_KEY_INVALID", "An Idempotency-Key has 1 to 255 visible ASCII characters."
        )
    where = {"method": request.method, "path": request.url.path, "query": request.url.query}
    same = digest_value({**where, "if_match": request.headers.get("if-match"), "body": body.decode("latin-1")})
    kept = Answers(database, tenant)
    if told := await run_in_threadpool(kept.begin, key, same):
        return told
    try:
        answer = await act()
    except BaseException:
        await run_in_threadpool(kept.forget, key)
        raise
    if answer.status_code >= FAILED:
        await run_in_threadpool(kept.forget, key)
    else:
        await run_in_threadpool(kept.keep, key, answer)
    return answer


class Answers:
    """What one tenant was answered."""

    def __init__(self, database: Database, tenant: str) -> None:
        self._database = database
        self._tenant = tenant

    def begin(self, key: str, request: str) -> Response | None:
        """Take the key, or the answer that was given to it."""
        words = {"tenant": self._tenant, "idempotency_key": key, "request": request}
        blank = {"request": request, "status": None, "headers": None, "body": None, "created_at": now()}
        old = answers.c.created_at < now() - KEPT_SECONDS
        abandoned = and_(answers.c.status.is_(None), answers.c.created_at < now() - ABANDONED_SECONDS)
        with self._database.transaction() as db:
            new = upsert(db, answers).values(**words, created_at=now())
            taken = new.on_conflict_do_update(
                index_elements=["tenant", "idempotency_key"], set_=blank, where=or_(old, abandoned)
            )
            if db.execute(taken.returning(answers.c.request)).first():
                return None
            found = db.execute(select(answers).where(self._is(key))).one()
        if found.request != request:
            message = "This Idempotency-Key came with another request before. Use a new key for a new request."
            raise RequestRefused(409, "IDEMPOTENCY_KEY_REUSED", message)
        if found.status is None:
            message = "The first request with this Idempotency-Key is still under way. Ask again in a moment."
            raise RequestRefused(409, "IDEMPOTENCY_UNDER_WAY", message, retry_after=1)
        headers = {**json.loads(found.headers), "Idempotency-Replayed": "true"}
        return Response(found.body.encode(), found.status, headers)

    def keep(self, key: str, answer: Response) -> None:
        """Remember what was answered."""
        headers = {name: answer.headers[name] for name in REPEATED if name in answer.headers}
        body = bytes(answer.body).decode()
        words = {"status": answer.status_code, "headers": json.dumps(headers), "body": body}
        with self._database.transaction() as db:
            db.execute(update(answers).where(self._is(key)).values(**words))
            db.execute(delete(answers).where(answers.c.created_at < now() - KEPT_SECONDS))

    def forget(self, key: str) -> None:
        """It was refused, or failed: the key is free again."""
        with self._database.transaction() as db:
            db.execute(delete(answers).where(self._is(key)))

    def _is(self, key: str) -> ColumnElement[bool]:
        return and_(answers.c.tenant == self._tenant, answers.c.idempotency_key == key)
