"""A page as an answer: rendered, with a policy that lets it run its own scripts and nothing else."""

from collections.abc import Callable, Coroutine
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from configurator.language.language import Language
from configurator.money import difference, money
from configurator.spec_sheet.contents import grouped_digest
from livery.pages.statics import VERSION
from renderer.errors import LiveryError

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
    """A route whose errors are pages too, for whoever reads them is a person."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, errors of the tree caught."""
        plain = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await plain(request)
            except LiveryError as error:
                if not request.headers.get("accept", "").startswith("text/html"):
                    raise
                return leaf("error.html", error.status, error=error)

        return handle
