"""`/v1/configurations`: saved, versioned, judged; and the files that their logos name."""

from typing import Annotated, Any

from fastapi import Header, Query, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from configurator.configuration import Configuration
from configurator.errors import ConfigurationInvalid
from configurator.price import PriceBreakdown
from configurator.review import Saved
from livery.api.answering import unchanged
from livery.api.cursor import read_cursor, write_cursor
from livery.api.errors import RequestRefused
from livery.api.idempotency import once
from livery.api.keys import Caller
from livery.api.models import EXAMPLE, SavedConfiguration, SavedPage, SavedSummary, UploadedFile
from livery.api.reading import IfMatch, IfNoneMatch, as_configuration, body_of, matches, read_chosen, seen_tag
from livery.api.routes.common import ConfigurationId, Reader, Serving, Writer, problems, router, takes
from livery.api.saying import now, shown, who
from livery.api.service import Service
from workers.files import take_in

configurations = router("configurations")

REVALIDATED = "private, no-cache"
KINDS = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
IdempotencyKey = Annotated[str | None, Header(max_length=255, description="Sent twice, it is carried out once.")]


@configurations.post(
    "/v1/configurations",
    status_code=201,
    response_model=SavedConfiguration,
    responses=problems(409, 415),
    openapi_extra=takes("Configuration", EXAMPLE),
)
async def save(
    service: Serving,
    caller: Writer,
    request: Request,
    name: Annotated[str, Query(max_length=120, description="The product's where none is given")] = "",
    by: Annotated[str, Query(max_length=120)] = "",
    idempotency_key: IdempotencyKey = None,  # noqa: ARG001 - `once` reads it; said here for the OpenAPI document
) -> Response:
    """Save a configuration, also one that cannot be built yet: the answer says what is wrong with it."""
    data = await body_of(request)

    def create() -> Response:
        wanted = read_chosen(data).beside(service.files(caller.tenant))
        known = service.catalog.products.get(wanted.product)
        called = name or (known.name if known else "Configuration")
        price = price_of(service, wanted, caller.tenant)
        desk = service.desk(caller.tenant, caller.credential)
        return answer(service, desk.save(wanted, called, who(caller, by), now(), price), 201)

    async def act() -> Response:
        return await run_in_threadpool(create)

    return await once(request, service.home.database, caller.tenant, data, act)


@configurations.get("/v1/configurations", response_model=SavedPage)
def list_saved(
    service: Serving,
    caller: Reader,
    response: Response,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> SavedPage:
    """The newest version of each, the last saved first."""
    found, after = service.desk(caller.tenant).page(limit, read_cursor(cursor))
    following = write_cursor(after)
    if following:
        response.headers["Link"] = f'</v1/configurations?limit={limit}&cursor={following}>; rel="next"'
    return SavedPage(items=[summary(saved) for saved in found], next=following)


@configurations.get(
    "/v1/configurations/{name}",
    response_model=SavedConfiguration,
    responses={304: {"description": "Nothing was saved, renamed or moved since"}},
)
def show(
    service: Serving,
    caller: Reader,
    name: ConfigurationId,
    version: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """The newest version, or the one asked for; judged as of today, by the price list that it keeps.

    304 says that nothing was saved, renamed or moved since: to have it judged again, ask without If-None-Match.
    """
    saved = service.desk(caller.tenant).load(name, version)
    if matches(if_none_match, saved.tag):
        return unchanged(saved.tag, REVALIDATED)
    return answer(service, saved)


@configurations.put(
    "/v1/configurations/{name}",
    response_model=SavedConfiguration,
    responses=problems(409, 412, 415, 428),
    openapi_extra=takes("Configuration", EXAMPLE),
)
async def change(
    service: Serving,
    caller: Writer,
    name: ConfigurationId,
    request: Request,
    by: Annotated[str, Query(max_length=120)] = "",
    if_match: IfMatch = None,
) -> Response:
    """Save the next version; If-Match names what it was made from, so that no change is lost."""
    data = await body_of(request)
    seen = seen_tag(if_match)

    def save_next() -> Response:
        wanted = read_chosen(data).beside(service.files(caller.tenant))
        price = price_of(service, wanted, caller.tenant)
        desk = service.desk(caller.tenant, caller.credential)
        return answer(service, desk.change(name, wanted, who(caller, by), now(), seen, price))

    return await run_in_threadpool(save_next)


@configurations.post(
    "/v1/files",
    status_code=201,
    response_model=UploadedFile,
    responses=problems(415),
    openapi_extra={"requestBody": {"required": True, "content": {kind: {} for kind in KINDS}}},
)
async def upload(service: Serving, caller: Writer, request: Request) -> UploadedFile:
    """Hand in a picture, to be named in a logo's `file`. It is judged where it is used."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in KINDS:
        message = f"Send an SVG, PNG, JPEG or WebP, and say which: `Content-Type` is one of {', '.join(KINDS)}."
        raise RequestRefused(415, "MEDIA_TYPE_UNSUPPORTED", message)
    data = await request.body()
    name = await run_in_threadpool(take_in, data, KINDS[kind], service.home.of(caller.tenant))
    return UploadedFile(file=name, bytes=len(data))


def configuration_named(service: Service, caller: Caller, name: str) -> Configuration:
    """The newest version of a saved configuration; raises `InputError` CONFIGURATION_UNKNOWN (404)."""
    return service.desk(caller.tenant).load(name).configuration


def chosen_in(service: Service, caller: Caller, wanted: dict[str, Any] | str) -> Configuration:
    """A configuration that a body holds, or names; raises `ConfigurationInvalid`, or as `configuration_named`."""
    return configuration_named(service, caller, wanted) if isinstance(wanted, str) else as_configuration(wanted)


def price_of(service: Service, wanted: Configuration, tenant: str) -> PriceBreakdown | None:
    """What it costs; None where it cannot be built."""
    try:
        return service.resolve(wanted, tenant).price
    except ConfigurationInvalid:
        return None


def answer(service: Service, saved: Saved, status: int = 200) -> Response:
    """A saved version with its verdict and its tag."""
    headers = {"ETag": f'"{saved.tag}"', "Cache-Control": REVALIDATED}
    if status == 201:
        headers["Location"] = f"/v1/configurations/{saved.id}"
    return JSONResponse(shown(service, saved).model_dump(mode="json"), status, headers)


def summary(saved: Saved) -> SavedSummary:
    """A saved version in a line."""
    words = saved.model_dump(include={"id", "name", "version", "state", "total", "currency"})
    product, place = saved.configuration.product, f"/v1/configurations/{saved.id}"
    return SavedSummary(**words, product=product, created_at=saved.saved_at, href=place)
