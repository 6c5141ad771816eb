"""`/` and `/configure/{product}`: the products, and one of them to be made one's own."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from configurator.catalog.product import Product
from configurator.configuration import Configuration, read_configuration
from configurator.resolve.order import Order
from configurator.review import Saved
from livery.api.errors import not_found
from livery.api.keys import Caller
from livery.api.models import SIZES
from livery.api.reading import body_of
from livery.api.routes.common import ProductId, Reader, Serving, Viewer
from livery.api.service import Service
from livery.api.session import COOKIE
from livery.pages.address import NOT_CHOSEN, SAVED, configuration_in, continued
from livery.pages.change import change_of
from livery.pages.leaf import PageRoute, leaf
from livery.pages.lying import drawings_of
from livery.pages.saying import Words, words
from livery.pages.showroom import groups, places, views
from renderer.finishes.legible import LAID

AnswerT = TypeVar("AnswerT")
configuring = APIRouter(route_class=PageRoute, include_in_schema=False)

LAYOUTS = {
    "straight": "On one line",
    "two_lines": "On two lines",
    "arched": "Arched",
    "circular": "In a circle",
    "monogram_circle": "Monogram, round",
    "monogram_diamond": "Monogram, diamond",
    "monogram_interlocked": "Monogram, interlocked",
}
INKS = {
    "#ffffff": "White",
    "#111111": "Black",
    "#f2b41b": "Gold",
    "#c8102e": "Red",
    "#1b365d": "Navy",
    "#8f9496": "Silver",
}


@configuring.get("/", response_class=HTMLResponse)
def products(service: Serving, _: Viewer, request: Request) -> HTMLResponse:
    """All products, each in its first picture."""
    signed_in = service.with_keys and COOKIE in request.cookies
    return leaf("products.html", products=list(service.catalog.products.values()), signed_in=signed_in)


@configuring.get("/configure/{product}", response_class=HTMLResponse)
def configure(
    service: Serving,
    caller: Viewer,
    request: Request,
    product: ProductId,
    saved: Annotated[str, Query(alias=SAVED, pattern="^([a-z2-7]{26})?$")] = "",
) -> HTMLResponse:
    """The configurator, showing what the address says; where that is an id alone, what is saved under it."""
    plan = _product(service, product)
    before = service.desk(caller.tenant).load(saved) if saved else None
    said = [pair for pair in request.query_params.multi_items() if pair[0] not in NOT_CHOSEN]
    chosen = _shown(plan, before, said)
    order = service.order(chosen, caller.tenant, strict=False)
    return leaf(
        "configure.html",
        product=plan,
        configuration=chosen.model_dump(mode="json", exclude_defaults=True, exclude={"product"}),
        saved={"id": saved, "tag": before.tag} if before else None,
        change=change_of(service, before) if before else None,
        order=order,
        groups=groups(order),
        places=places(order),
        views=list(views(order)),
        markets=order.price_list.markets,
        fonts=list(service.catalog.fonts.values()),
        decals=list(service.catalog.decals.values()),
        layouts=LAYOUTS,
        inks=INKS,
        flat=LAID,
        sizes=SIZES,
        defaults={feature.code: feature.default for feature in plan.features},
    )


@configuring.post("/configure/{product}/words")
async def say(service: Serving, caller: Reader, product: ProductId, request: Request) -> Words:
    """What the page says beside the public answers: descriptions of pictures, nearest swatches, delivery, zones."""
    return await _asked(service, caller, product, request, lambda order: words(service, order, caller.tenant))


@configuring.post("/configure/{product}/drawings")
async def draw(service: Serving, caller: Reader, product: ProductId, request: Request) -> dict[str, str]:
    """Digest → SVG, of every artwork; the words of `say` name them, so that none is sent twice."""
    return await _asked(service, caller, product, request, drawings_of)


async def _asked(
    service: Service, caller: Caller, product: str, request: Request, answer: Callable[[Order], AnswerT]
) -> AnswerT:
    """`answer` to the configuration in the body, whether it goes together or not."""
    data, plan = await body_of(request), _product(service, product)

    def answered() -> AnswerT:
        chosen = read_configuration(data).model_copy(update={"product": plan.id})
        return answer(service.order(chosen, caller.tenant, strict=False))

    return await run_in_threadpool(answered)


def _shown(plan: Product, before: Saved | None, said: list[tuple[str, str]]) -> Configuration:
    """What the address says, going on from what is saved where it names that."""
    if before and not said:
        return before.configuration
    if before and before.configuration.product == plan.id:
        return continued(before.configuration, said)
    return configuration_in(plan.id, said)


def _product(service: Service, product: str) -> Product:
    if product not in service.catalog.products:
        raise not_found("product of this name")
    return service.catalog.products[product]
