"""Before anything else reads a request: what no part behind could take is sent away, what fails there is answered."""

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from livery.api.problems import answer_to, problem

NUL = re.compile(rb"\x00|%00")
"""Postgres keeps none in a text (https://www.postgresql.org/docs/current/datatype-character.html)."""


class Door:
    """Inside the envelope, so that what is refused or fails has its trace and its strict headers as well."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; answer 400 for a request that cannot be read, and a problem for an error that nobody caught."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if fault := fault_of(scope):
            await problem(400, "REQUEST_MALFORMED", fault)(scope, receive, send)
            return
        begun = False

        async def noticed(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noticed)
        except Exception as error:
            answer = await answer_to(Request(scope), error)
            if begun:
                raise
            await answer(scope, receive, send)


def fault_of(scope: Scope) -> str:
    """Why a request cannot be read, for whoever wrote the client; empty where it can."""
    if hostname(f"//{Headers(scope=scope).get('host', '')}") is None:
        return "Host is no name of a host. Send the one in the address."
    if NUL.search(scope["path"].encode()) or NUL.search(scope["query_string"]):
        return "There is a NUL character in this address. Leave it out."
    return ""


def hostname(address: str) -> str | None:
    """The host in `address`, perhaps empty; None where it cannot be read."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return None


def authority(address: str) -> str:
    """The host and port in `address`; empty where they cannot be read."""
    return urlsplit(address).netloc if hostname(address) else ""
