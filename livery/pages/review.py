"""`/review/{id}` for the owner, `/shared/{token}` for an adviser, `/confirm/{id}` before it is sealed."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse

from configurator.review import Comment, Desk, Saved
from configurator.review.states import CHANGEABLE
from livery.api.routes.common import ConfigurationId, Serving, Viewer
from livery.api.routes.shared import opened
from livery.api.service import Service
from livery.pages.dossier import dossier
from livery.pages.leaf import PageRoute, leaf
from livery.pages.terms import asking

reviewing = APIRouter(route_class=PageRoute, include_in_schema=False)

Opened = Annotated[Saved, Depends(opened)]
Until = Annotated[int | None, Query(ge=1, le=1_000_000)]
"""How many comments there are up to the last that is shown; all, where it is not said."""
SHOWN = 20


@dataclass(frozen=True)
class Talk:
    """A page of what was said, oldest first; `earlier` and `later` end the pages before and after it."""

    comments: tuple[Comment, ...]
    earlier: int | None
    later: int | None


@reviewing.get("/review/{name}", response_class=HTMLResponse)
def review(service: Serving, caller: Viewer, name: ConfigurationId, said: Until = None) -> HTMLResponse:
    """For its owner: what it is, what was said about it, and the way to an adviser and to the confirmation."""
    saved = service.desk(caller.tenant).load(name)
    return _shown(service, saved, talk(service.desk(caller.tenant), name, said), f"/v1/configurations/{name}", own=True)


@reviewing.get("/shared/{token}", response_class=HTMLResponse)
def advise(service: Serving, seen: Opened, token: str, said: Until = None) -> HTMLResponse:
    """For an adviser, by a link and without a key: to look, comment, approve or ask for a change."""
    return _shown(service, seen, talk(service.desk(seen.tenant), seen.id, said), f"/v1/shared/{token}", own=False)


@reviewing.get("/confirm/{name}", response_class=HTMLResponse)
def confirm(service: Serving, caller: Viewer, name: ConfigurationId) -> HTMLResponse:
    """All of it once more, the terms, and what happens after the button."""
    saved = service.desk(caller.tenant).load(name)
    shown = dossier(service, saved)
    return leaf(
        "confirm.html",
        shown=shown,
        api=f"/v1/configurations/{name}",
        open=saved.state in CHANGEABLE,
        asking=asking(service, shown.product.id),
    )


def talk(desk: Desk, name: str, until: int | None) -> Talk:
    """The newest comments, or those up to number `until`."""
    there = desk.said(name)
    end = min(until or there, there)
    start = max(end - SHOWN, 0)
    found = tuple(desk.comments(name, start, end - start)) if end else ()
    return Talk(found, start or None, min(end + SHOWN, there) if end < there else None)


def _shown(service: Service, saved: Saved, said: Talk, api: str, *, own: bool) -> HTMLResponse:
    return leaf(
        "review.html",
        shown=dossier(service, saved),
        talk=said,
        api=api,
        own=own,
        open=saved.state in CHANGEABLE,
    )
