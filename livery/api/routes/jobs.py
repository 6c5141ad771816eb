"""`/v1/jobs` and `/v1/assets`: how work stands, and what came of it."""

import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Path, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from livery.api.answering import RETRY_SECONDS, bytes_response, job_status, unchanged
from livery.api.errors import RequestRefused, not_found
from livery.api.models import JobStatus
from livery.api.pauses import with_pauses
from livery.api.reading import IfNoneMatch, matches
from livery.api.routes.common import Digest, Onlooker, Reader, Serving, Viewer, gives, router
from livery.api.service import Service
from livery.api.shelf import LARGEST_BYTES, Held, short_name
from livery.api.streams import EventStream
from renderer.errors import BlobMissing
from workers.job import AssetRecord
from workers.ledger import Row

jobs = router("jobs")

STREAM_SECONDS = 300.0
"""After so long a listener comes again."""
QUIET_SECONDS = 15.0
COMMENT = ": still here\n\n"
"""https://html.spec.whatwg.org/multipage/server-sent-events.html#authoring-notes"""
ANY = ("image/png", "image/jpeg", "image/webp", "model/gltf-binary", "application/json", "text/html")


@jobs.get("/v1/jobs/{key}", response_model=JobStatus)
def show_job(service: Serving, caller: Reader, key: Digest) -> JobStatus:
    """State, progress, and what was made."""
    return job_status(_own(service, caller.tenant, key), service.home.of(caller.tenant))


@jobs.get(
    "/v1/jobs/{key}/events",
    response_class=StreamingResponse,
    responses={200: gives("An event with the job, whenever it changes", "text/event-stream", headers=())},
)
async def job_events(service: Serving, caller: Viewer, key: Digest) -> Response:
    """The job now and at every change, as server-sent events named by its state, until it ends."""
    await run_in_threadpool(_own, service, caller.tenant, key)
    home = service.home.of(caller.tenant)

    async def events() -> AsyncIterator[str]:
        async for row in with_pauses(service.watch.changes(key, STREAM_SECONDS), QUIET_SECONDS):
            if row is None:
                yield COMMENT
                continue
            status = await run_in_threadpool(job_status, row, home)
            yield f"event: {row.state}\ndata: {json.dumps(status.model_dump(mode='json'))}\n\n"

    return EventStream(events(), service.streams, caller.tenant)


@jobs.get(
    "/v1/assets/{digest}/{name}",
    response_class=Response,
    responses={200: gives("The bytes", *ANY), 304: {"description": "You have it"}},
)
async def show_asset(
    service: Serving,
    caller: Onlooker,
    digest: Digest,
    name: Annotated[str, Path(max_length=200)],
    if_none_match: IfNoneMatch = None,
) -> Response:
    """An asset by the digest of its bytes: it never changes, and may be held for ever."""
    tenant = caller.tenant
    held = service.shelf.find((tenant, digest, name))
    if held is None and caller.signed:
        service.charge(caller)
    asset = held.asset if held else await run_in_threadpool(_named, service, tenant, digest, name)
    if matches(if_none_match, digest):
        return unchanged(digest)
    data = held.data if held else await run_in_threadpool(_read, service, tenant, asset)
    return bytes_response(asset, data)


def _named(service: Service, tenant: str, digest: str, name: str) -> AssetRecord:
    """The asset of that digest which bears that name: equal bytes may have several."""
    for asset in service.home.ledger.assets(tenant, digest):
        if short_name(asset) == name:
            return asset
    raise not_found("asset of this digest and name")


def _read(service: Service, tenant: str, asset: AssetRecord) -> bytes:
    try:
        data = service.home.of(tenant).store.get(asset.blob)
    except BlobMissing:
        service.make_again(tenant, asset.blob)
        message = "These bytes were lost or damaged, and are being made again. Ask again in a moment."
        raise RequestRefused(503, "ASSET_REMADE", message, retry_after=RETRY_SECONDS) from None
    if len(data) <= LARGEST_BYTES:
        service.shelf.get((tenant, asset.blob, short_name(asset)), lambda: Held(asset, data))
    return data


def _own(service: Service, tenant: str, key: str) -> Row:
    for row in service.home.ledger.rows([key], tenant):
        return row
    raise not_found("job of this id")
