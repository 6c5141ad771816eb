"""`/v1/builds`: everything for one configuration, and its files under their own names."""

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from livery.api.answering import asset_response, delivered, failed, job_status, not_yet, unchanged
from livery.api.errors import not_found
from livery.api.idempotency import once
from livery.api.keys import Caller
from livery.api.models import EXAMPLE, BuildWish, JobStatus
from livery.api.reading import IfNoneMatch, Prefer, body_of, matches, read_wish, waiting_time
from livery.api.routes.common import Answers, Digest, Drawer, Serving, Viewer, gives, problems, router, takes
from livery.api.routes.configurations import IdempotencyKey, chosen_in
from livery.api.service import Service
from workers.job import Job
from workers.ledger import BULK, Row

builds = router("builds")

LATER: Answers = {202: {"model": JobStatus, "description": "Under way: look at Location, or listen to its events"}}
NAMED = ("image/png", "model/gltf-binary", "model/vnd.usdz+zip", "application/json", "text/html", "application/pdf")


@builds.post(
    "/v1/builds",
    response_model=JobStatus,
    responses={**LATER, **problems(409, 415)},
    openapi_extra=takes("BuildWish", {"configuration": EXAMPLE}),
)
async def build(
    service: Serving,
    caller: Drawer,
    request: Request,
    prefer: Prefer = None,
    idempotency_key: IdempotencyKey = None,  # noqa: ARG001 - `once` reads it; said here for the OpenAPI document
) -> Response:
    """Make pictures, AR files and the spec sheet: a job, unless they are there. Equal builds are one job."""
    data = await body_of(request)

    async def act() -> Response:
        job = await run_in_threadpool(lambda: _job(service, caller, read_wish(data, BuildWish)))
        row = await service.ask(job, caller, waiting_time(prefer or "respond-async"), BULK)
        return await run_in_threadpool(_answer, service, caller, row)

    return await once(request, service.home.database, caller.tenant, data, act)


@builds.get(
    "/v1/builds/{key}/files/{name:path}",
    response_class=Response,
    responses={200: gives("The file", *NAMED), 304: {"description": "You have it"}},
)
def build_file(service: Serving, caller: Viewer, key: Digest, name: str, if_none_match: IfNoneMatch = None) -> Response:
    """One file of a build that is done, as the spec sheet refers to it: `spec_sheet.html`, `images/hero.png`."""
    home = service.home.of(caller.tenant)
    for row in service.home.ledger.rows([key]):
        for asset in delivered(row, home) if (row.tenant, row.verb) == (caller.tenant, "build") else []:
            if asset.name == name:
                return unchanged(asset.blob) if matches(if_none_match, asset.blob) else asset_response(asset, home)
    raise not_found("file of this name in a build that is done")


def _job(service: Service, caller: Caller, wish: BuildWish) -> Job:
    """The job that builds it; raises `ConfigurationInvalid`."""
    resolved = service.resolve(chosen_in(service, caller, wish.configuration), caller.tenant)
    blob = service.home.of(caller.tenant).store.put(resolved.model_dump_json().encode())
    return Job(verb="build", inputs={"resolved": blob}, tenant=caller.tenant)


def _answer(service: Service, caller: Caller, row: Row) -> Response:
    home = service.home.of(caller.tenant)
    if row.error:
        return failed(row)
    if row.asset is None:
        return not_yet(row, home)
    return JSONResponse(job_status(row, home).model_dump(mode="json"))
