"""`/v1/products`: what there is to configure, and what each feature can be."""

from typing import Annotated, Any

from fastapi import Query, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from configurator.catalog.product import Product
from configurator.configuration import Configuration
from configurator.offer import count_valid, offers
from livery.api.answering import unchanged
from livery.api.errors import RequestRefused, not_found
from livery.api.models import EXAMPLE, Options, Products, ProductSummary, Verdict
from livery.api.reading import IfNoneMatch, body_of, matches, read_chosen
from livery.api.routes.common import ProductId, Reader, Serving, problems, router, takes
from livery.api.saying import verdict
from livery.api.service import Service
from renderer.digest import digest_value

products = router("catalog")

REVALIDATED = "public, max-age=60"


@products.get("/v1/products", response_model=Products)
def list_products(
    service: Serving,
    _: Reader,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Products:
    """The products, by id."""
    ids = sorted(each for each in service.catalog.products if cursor is None or each > cursor)
    shown = [_summary(service.catalog.products[each]) for each in ids[:limit]]
    return Products(items=shown, next=ids[limit - 1] if len(ids) > limit else None)


@products.get("/v1/products/{product}", response_model=Product, responses={304: {"description": "You have it"}})
def show_product(service: Serving, _: Reader, product: ProductId, if_none_match: IfNoneMatch = None) -> Response:
    """One product: features, options, zones, shots, and its rules in words."""
    plain = product_named(service, product).model_dump(mode="json")
    etag = digest_value(plain)
    if matches(if_none_match, etag):
        return unchanged(etag, REVALIDATED)
    return JSONResponse(plain, headers={"ETag": f'"{etag}"', "Cache-Control": REVALIDATED})


@products.get("/v1/products/{product}/options", response_model=Options)
def options_from_defaults(service: Serving, _: Reader, product: ProductId) -> Options:
    """What each feature can be, seen from the product's defaults: chosen, free, forcing something else, or out."""
    return _options(service, Configuration(product=product_named(service, product).id), "")


@products.post(
    "/v1/products/{product}/options",
    response_model=Options,
    responses=problems(415),
    openapi_extra=takes("Configuration", EXAMPLE),
)
async def options_from_here(service: Serving, caller: Reader, product: ProductId, request: Request) -> Options:
    """What each feature can be, seen from the configuration that is sent."""
    data, wanted = await body_of(request), product_named(service, product).id

    def seen() -> Options:
        chosen = read_chosen(data)
        if chosen.product != wanted:
            message = f"The configuration is of another product than {product[:80]!r}."
            raise RequestRefused(422, "PRODUCT_DIFFERS", message)
        return _options(service, chosen, caller.tenant)

    return await run_in_threadpool(seen)


@products.post(
    "/v1/validations",
    response_model=Verdict,
    responses=problems(415),
    openapi_extra=takes("Configuration", EXAMPLE),
)
async def validate(service: Serving, caller: Reader, request: Request) -> Verdict:
    """Whether a configuration can be built, with every violation and a way out; and its price."""
    data = await body_of(request)
    return await run_in_threadpool(lambda: verdict(service, read_chosen(data), caller.tenant))


def _options(service: Service, chosen: Configuration, tenant: str) -> Options:
    order = service.order(chosen, tenant)
    return Options(features=list(offers(order)), combinations=count_valid(order))


def product_named(service: Service, product: str) -> Product:
    """The product of that id; raises `RequestRefused` 404."""
    if product not in service.catalog.products:
        raise not_found("product of this name")
    return service.catalog.products[product]


def _summary(product: Product) -> ProductSummary:
    words: dict[str, Any] = {"id": product.id, "name": product.name, "description": product.description}
    return ProductSummary(**words, href=f"/v1/products/{product.id}")
