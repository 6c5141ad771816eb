"""`/amend/{id}?…`: what is sealed beside what it is to become, and the button that seals the next revision."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from configurator.configuration import Configuration
from livery.api.errors import not_found
from livery.api.routes.common import ConfigurationId, Serving, Viewer
from livery.api.routes.specs import found, spec_tag
from livery.pages.address import NOT_CHOSEN, continued, query_of
from livery.pages.beside import lay_beside
from livery.pages.change import change_of
from livery.pages.leaf import PageRoute, leaf
from livery.pages.terms import asking

amending = APIRouter(route_class=PageRoute, include_in_schema=False)


@amending.get("/amend/{name}", response_class=HTMLResponse)
def amend(service: Serving, caller: Viewer, request: Request, name: ConfigurationId) -> HTMLResponse:
    """The configuration that the address says in place of the sealed one; where it is too late, the way on."""
    saved = service.desk(caller.tenant).load(name)
    change = change_of(service, saved)
    if change is None:
        raise not_found("sealed specification of this id yet")
    said = [pair for pair in request.query_params.multi_items() if pair[0] not in NOT_CHOSEN]
    wanted = continued(saved.configuration, said)
    return leaf(
        "amend.html",
        saved=saved,
        change=change,
        beside=lay_beside(service, [saved.configuration, wanted], caller.tenant),
        query=query_of(wanted),
        wanted=plain(wanted),
        tag=spec_tag(found(service, caller.tenant, name, None)[1], saved),
        asking=asking(service, saved.configuration.product),
    )


def plain(wanted: Configuration) -> dict[str, object]:
    """As the API takes it."""
    return wanted.model_dump(mode="json", exclude_defaults=True)
