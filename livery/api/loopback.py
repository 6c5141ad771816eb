"""A service without keys is for whoever sits at this machine, and not for the sites of others that they have open.

Against requests across sites and against DNS rebinding: https://owasp.org/www-community/attacks/csrf,
https://developer.chrome.com/blog/private-network-access-update.
"""

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from livery.api.door import hostname
from livery.api.problems import problem

OURS = ("localhost", "127.0.0.1", "::1")
OUR_ORIGINS = r"https?://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?"


class Loopback:
    """Answers to names of this machine alone, and to pages that this machine serves or that `origins` names."""

    def __init__(self, app: ASGIApp, origins: Collection[str]) -> None:
        self._app = app
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer 403."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            host, origin = headers.get("host", ""), headers.get("origin")
            if hostname(f"//{host}") not in OURS:
                message = "Without keys, this service answers on localhost alone. Start it with keys for other names."
                await problem(403, "HOST_UNKNOWN", message)(scope, receive, send)
                return
            if origin and hostname(origin) not in OURS and origin not in self._origins:
                message = "A page of another site asks. Name that site in LIVERY_ORIGINS, where it may."
                await problem(403, "ORIGIN_FOREIGN", message)(scope, receive, send)
                return
        await self._app(scope, receive, send)
