"""`/compare?ids=…`: saved configurations side by side."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from livery.api.routes.common import Serving, Viewer
from livery.pages.beside import lay_beside
from livery.pages.leaf import PageRoute, leaf

comparing = APIRouter(route_class=PageRoute, include_in_schema=False)

IDS = r"^[a-z2-7]{26}(,[a-z2-7]{26}){1,3}$"


@comparing.get("/compare", response_class=HTMLResponse)
def compare(service: Serving, caller: Viewer, ids: Annotated[str, Query(pattern=IDS)]) -> HTMLResponse:
    """Two to four: what differs, what that costs, when each arrives, and where in the picture it is seen."""
    saved = [service.desk(caller.tenant).load(name) for name in ids.split(",")]
    found = lay_beside(service, [each.configuration for each in saved], caller.tenant)
    return leaf("compare.html", beside=found, ids=[each.id for each in saved])
