"""`/sign-in`: an API key once, and the pages work for a time without asking again; `/sign-out` ends it."""

import re
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from livery.api.errors import RequestRefused
from livery.api.routes.common import Serving
from livery.api.session import COOKIE, require_same_origin
from livery.pages.leaf import PageRoute, leaf

signing_in = APIRouter(route_class=PageRoute, include_in_schema=False)

INSIDE = re.compile(r"/(?!/)[^\\\x00-\x20\x7f]*")
"""Browsers take `//host` and `/\\host` for another site."""


@signing_in.get("/sign-in")
def ask(service: Serving, onward: Annotated[str, Query(alias="next")] = "/") -> Response:
    """A field for the key. Where none is needed, the way goes on at once."""
    return leaf("sign_in.html", onward=inside(onward), wrong="") if service.with_keys else go(inside(onward))


@signing_in.post("/sign-in")
async def sign_in(service: Serving, request: Request) -> Response:
    """A session of the key, or the same page with what is wrong about it."""
    require_same_origin(request)
    said = parse_qs((await request.body()).decode("utf-8", "replace"))
    key, onward = said.get("key", [""])[0].strip(), inside(said.get("next", ["/"])[0])
    try:
        caller = await run_in_threadpool(service.keys.caller, key)
    except RequestRefused as error:
        return leaf("sign_in.html", error.status, onward=onward, wrong=error.message)
    answer = go(onward)
    service.sessions.begin(caller.key, request, answer)
    return answer


@signing_in.post("/sign-out")
def sign_out(request: Request) -> Response:
    """Have the browser forget its session."""
    require_same_origin(request)
    answer = go("/sign-in")
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return answer


def go(onward: str) -> RedirectResponse:
    """On, with GET."""
    return RedirectResponse(onward, 303)


def inside(onward: str) -> str:
    """`onward` where it is a path of this site; else the first page."""
    return onward if INSIDE.fullmatch(onward) else "/"
