"""`/review/{id}` for the owner, `/shared/{token}` for an adviser, `/confirm/{id}` before it is sealed."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from configurator.review import Saved
from configurator.review.states import CHANGEABLE
from livery.api.routes.common import ConfigurationId, Serving, Viewer
from livery.api.routes.shared import opened
from livery.api.service import Service
from livery.pages.dossier import dossier
from livery.pages.leaf import PageRoute, leaf
from livery.pages.terms import asking

reviewing = APIRouter(route_class=PageRoute, include_in_schema=False)

Opened = Annotated[Saved, Depends(opened)]


@reviewing.get("/review/{name}", response_class=HTMLResponse)
def review(service: Serving, caller: Viewer, name: ConfigurationId) -> HTMLResponse:
    """For its owner: what it is, what was said about it, and the way to an adviser and to the confirmation."""
    return _shown(service, service.desk(caller.tenant).load(name), f"/v1/configurations/{name}", own=True)


@reviewing.get("/shared/{token}", response_class=HTMLResponse)
def advise(service: Serving, seen: Opened, token: str) -> HTMLResponse:
    """For an adviser, by a link and without a key: to look, comment, approve or ask for a change."""
    return _shown(service, seen, f"/v1/shared/{token}", own=False)


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


def _shown(service: Service, saved: Saved, api: str, *, own: bool) -> HTMLResponse:
    return leaf(
        "review.html",
        shown=dossier(service, saved),
        api=api,
        own=own,
        open=saved.state in CHANGEABLE,
    )
