"""`/compare?ids=…`: saved configurations side by side."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from configurator.describe import headline
from configurator.resolve import ResolvedConfiguration
from configurator.review import Saved
from configurator.review import compare as lay_beside
from livery.api.routes.common import Serving, Viewer
from livery.pages.leaf import PageRoute, leaf

comparing = APIRouter(route_class=PageRoute, include_in_schema=False)

IDS = r"^[a-z2-7]{26}(,[a-z2-7]{26}){1,3}$"


@comparing.get("/compare", response_class=HTMLResponse)
def compare(service: Serving, caller: Viewer, ids: Annotated[str, Query(pattern=IDS)]) -> HTMLResponse:
    """Two to four: what differs, what that costs, when each arrives, and where in the picture it is seen."""
    saved = [service.desk(caller.tenant).load(name) for name in ids.split(",")]
    resolved = [service.resolve(each.configuration, caller.tenant) for each in saved]
    found = lay_beside(resolved, [service.foresee(each) for each in resolved])
    product, arrivals = resolved[0].product, map(date.fromisoformat, found.arrivals)
    return leaf(
        "compare.html",
        product=product,
        columns=list(zip(saved, map(headline, resolved), found.totals, arrivals, strict=True)),
        rows=[row for row in found.rows if row.about or any(cell.price_difference for cell in row.cells)],
        currency=found.currency,
        shots=[plan for plan in product.shots if plan.gallery or plan is product.shots[0]],
        data=[_plain(one, another) for one, another in zip(saved, resolved, strict=True)],
    )


def _plain(saved: Saved, resolved: ResolvedConfiguration) -> dict[str, Any]:
    """A configuration for the script, defaults filled in, so that one choice of it can be put into another."""
    written = saved.configuration.model_dump(mode="json")
    listed = {choice.feature: choice.option for choice in resolved.choices if not choice.custom}
    return {**written, "selections": {**listed, **written["selections"]}}
