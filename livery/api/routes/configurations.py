"""`/v1/configurations`: saved, versioned, judged; and the files that their logos name."""

from hashlib import sha256
from typing import Annotated

from fastapi import Header, Query, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from configurator.configuration import Configuration, read_configuration
from livery.api.answering import unchanged
from livery.api.errors import RequestRefused
from livery.api.idempotency import once
from livery.api.keys import Caller
from livery.api.models import EXAMPLE, SavedConfiguration, SavedPage, SavedSummary, UploadedFile
from livery.api.reading import IfMatch, IfNoneMatch, body_of, matches
from livery.api.routes.common import ConfigurationId, Reader, Serving, Writer, problems, router, takes
from livery.api.saved import Saved, SavedConfigurations
from livery.api.saying import shown
from livery.api.service import Service
from renderer.store import write_atomically

configurations = router("configurations")

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
    idempotency_key: IdempotencyKey = None,  # noqa: ARG001 - `once` reads it; said here for the OpenAPI document
) -> Response:
    """Save a configuration, also one that cannot be built yet: the answer says what is wrong with it."""
    data = await body_of(request)
    kept = SavedConfigurations(service.home.database, caller.tenant)

    async def act() -> Response:
        saved = await run_in_threadpool(kept.create, read_configuration(data))
        return await run_in_threadpool(_answer, service, saved, caller, 201)

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
    found, following = SavedConfigurations(service.home.database, caller.tenant).page(limit, cursor)
    if following:
        response.headers["Link"] = f'</v1/configurations?limit={limit}&cursor={following}>; rel="next"'
    return SavedPage(items=[_summary(saved) for saved in found], next=following)


@configurations.get(
    "/v1/configurations/{name}", response_model=SavedConfiguration, responses={304: {"description": "You have it"}}
)
def show(
    service: Serving,
    caller: Reader,
    name: ConfigurationId,
    version: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """The newest version, or the one asked for."""
    saved = SavedConfigurations(service.home.database, caller.tenant).get(name, version)
    if matches(if_none_match, saved.etag):
        return unchanged(saved.etag, "private, no-cache")
    return _answer(service, saved, caller, 200)


@configurations.put(
    "/v1/configurations/{name}",
    response_model=SavedConfiguration,
    responses=problems(412, 415, 428),
    openapi_extra=takes("Configuration", EXAMPLE),
)
async def change(
    service: Serving, caller: Writer, name: ConfigurationId, request: Request, if_match: IfMatch = None
) -> Response:
    """Save the next version; If-Match names the version that it was made from, so that no change is lost."""
    data = await body_of(request)
    if if_match is None:
        raise RequestRefused(428, "IF_MATCH_MISSING", "Send If-Match with the ETag of the version that you changed.")
    kept = SavedConfigurations(service.home.database, caller.tenant)
    expected = if_match.strip().removeprefix("W/").strip('"')
    saved = await run_in_threadpool(kept.change, name, expected, read_configuration(data))
    return await run_in_threadpool(_answer, service, saved, caller, 200)


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
    name = f"{sha256(data).hexdigest()}.{KINDS[kind]}"
    await run_in_threadpool(write_atomically, service.files(caller.tenant) / name, data)
    return UploadedFile(file=name, bytes=len(data))


def configuration_named(service: Service, caller: Caller, name: str) -> Configuration:
    """The newest version of a saved configuration; raises `RequestRefused` 404."""
    return SavedConfigurations(service.home.database, caller.tenant).get(name).configuration


def _answer(service: Service, saved: Saved, caller: Caller, status: int) -> Response:
    headers = {"ETag": f'"{saved.etag}"', "Cache-Control": "private, no-cache"}
    if status == 201:
        headers["Location"] = f"/v1/configurations/{saved.id}"
    return JSONResponse(shown(service, saved, caller.tenant).model_dump(mode="json"), status, headers)


def _summary(saved: Saved) -> SavedSummary:
    words = {"id": saved.id, "version": saved.version, "created_at": saved.created}
    return SavedSummary(**words, product=saved.configuration.product, href=f"/v1/configurations/{saved.id}")
