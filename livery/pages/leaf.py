"""A page as an answer: rendered, with a policy that lets it run its own scripts and nothing else."""

import json
from collections.abc import Callable, Coroutine
from decimal import Decimal
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from configurator.language.language import Language
from configurator.money import difference, money
from configurator.spec_sheet.contents import grouped_digest
from livery.api.problems import answer_to
from livery.pages.statics import VERSION

HERE = Path(__file__).parent
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""https://www.w3.org/TR/CSP3/"""


def leaf(template: str, status: int = 200, **words: object) -> HTMLResponse:
    """`template` filled with `words`."""
    html = environment().get_template(template).render(words)
    return HTMLResponse(html, status, {"Content-Security-Policy": POLICY, "Cache-Control": "private, no-cache"})


@lru_cache
def environment() -> Environment:
    """Where templates are found, and the words that all of them know."""
    found = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    english = Language("en")
    found.filters |= {"money": money, "extra": extra, "file_size": english.file_size, "digest": grouped_digest}
    found.filters |= {"day": english.day, "moment": english.moment}
    found.globals["static"] = f"/static/{VERSION}"
    return found


def extra(amount: Decimal | None, currency: str) -> str:
    """`+$180`, nothing for nothing."""
    return difference(amount, currency).removesuffix(".00") if amount else ""


class PageRoute(APIRoute):
    """A route whose errors are pages where a person reads them."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, errors caught."""
        plain = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await plain(request)
            except Exception as error:
                if not reads_pages(request):
                    raise
                return error_page(request, await answer_to(request, error))

        return handle


def reads_pages(request: Request) -> bool:
    """Whether a person asks, with a browser."""
    return request.headers.get("accept", "").startswith("text/html")


def error_page(request: Request, problem: JSONResponse) -> Response:
    """A problem as a page, with its headers; whoever has not signed in is asked to."""
    if problem.status_code == HTTPStatus.UNAUTHORIZED and request.method == "GET":
        onward = quote(f"{request.url.path}?{request.url.query}".rstrip("?"), safe="/")
        return RedirectResponse(f"/sign-in?next={onward}", HTTPStatus.SEE_OTHER)
    page = leaf("error.html", problem.status_code, error=json.loads(bytes(problem.body)))
    page.headers.update({name: value for name, value in problem.headers.items() if not name.startswith("content-")})
    return page
