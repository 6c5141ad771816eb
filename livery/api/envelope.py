"""Around every request: a trace, strict headers on what goes out, a line in the log, a count in the metrics."""

import logging
import re
import secrets
import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from livery.api.metrics import Meters
from workers.logs import trace

TRACEPARENT = re.compile(rb"00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")
"""https://www.w3.org/TR/trace-context/#traceparent-header"""

STRICT = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
"""Unless the answer says otherwise itself."""

log = logging.getLogger("livery.access")


class Envelope:
    """The outermost layer."""

    def __init__(self, app: ASGIApp, meters: Meters) -> None:
        self._app = app
        self._meters = meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and note what came of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        found = TRACEPARENT.fullmatch(dict(scope["headers"]).get(b"traceparent", b""))
        name = found[1].decode() if found else secrets.token_hex(16)
        start, status = time.perf_counter(), 500

        async def strictly(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["Trace-Id"] = name
                for header, value in STRICT.items():
                    headers.setdefault(header, value)
            await send(message)

        with trace(name):
            try:
                await self._app(scope, receive, strictly)
            finally:
                self._note(scope, status, time.perf_counter() - start)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "none")
        self._meters.requests.labels(scope["method"], route, str(status)).inc()
        self._meters.request_seconds.labels(route).observe(seconds)
        words = {"method": scope["method"], "route": route, "status": status, "seconds": round(seconds, 4)}
        log.info("request", extra=words)
