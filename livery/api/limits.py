"""How much one tenant may ask for, and how much one request may carry."""

import threading
import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from livery.api.errors import RequestRefused
from livery.api.problems import problem

JSON_BYTES = 1_000_000
FILE_BYTES = 20_000_000
FILES = "/v1/files"


class Bucket:
    """Tokens that refill evenly, a bucket a tenant: short bursts pass, a flood does not."""

    def __init__(self, per_minute: int, code: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._size = float(per_minute)
        self._code = code
        self._clock = clock
        self._lock = threading.Lock()
        self._tokens: dict[str, tuple[float, float]] = {}

    def take(self, tenant: str) -> None:
        """Use one token of `tenant`; raises `RequestRefused` 429 where there is none left."""
        with self._lock:
            now = self._clock()
            tokens, since = self._tokens.get(tenant, (self._size, now))
            tokens = min(self._size, tokens + (now - since) * self._size / 60)
            self._tokens[tenant] = (max(tokens - 1, 0) if tokens >= 1 else tokens, now)
        if tokens < 1:
            message = f"More than {self._size:.0f} in a minute. Wait a little, then go on more slowly."
            raise RequestRefused(429, self._code, message, retry_after=max(1, round(60 / self._size)))


class BodyLimit:
    """Refuses bodies that are too large, by what they say of themselves or as they come in."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer 413."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = FILE_BYTES if scope["path"] == FILES else JSON_BYTES
        said = dict(scope["headers"]).get(b"content-length", b"0")
        if not said.isdigit() or int(said) > limit:
            await too_large(limit)(scope, receive, send)
            return
        got = 0

        async def counted() -> Message:
            nonlocal got
            message = await receive()
            got += len(message.get("body", b""))
            if got > limit:
                raise RequestRefused(413, "BODY_TOO_LARGE", f"At most {limit:,} bytes are taken here. Send less.")
            return message

        await self._app(scope, counted, send)


def too_large(limit: int) -> ASGIApp:
    """The answer 413."""
    return problem(413, "BODY_TOO_LARGE", f"At most {limit:,} bytes are taken here. Send less.")
