"""What goes out: jobs, assets with headers under which they may be held for ever, and what is not ready yet."""

import json
from typing import Any

from fastapi import Response
from fastapi.responses import JSONResponse

from livery.api.models import AssetLink, JobStatus, Progress
from livery.api.problems import problem
from livery.api.shelf import short_name
from workers.home import Home
from workers.job import AssetRecord
from workers.ledger import Row

FOR_EVER = "public, max-age=31536000, immutable"
PAGE_POLICY = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
RETRY_SECONDS = 2


def asset_link(asset: AssetRecord) -> AssetLink:
    """Where an asset lies: at an address that names its bytes."""
    href = f"/v1/assets/{asset.blob}/{short_name(asset)}"
    return AssetLink(name=asset.name, media_type=asset.media_type, bytes=asset.size, sha256=asset.blob, href=href)


def made(row: Row, home: Home) -> list[AssetLink]:
    """What a job has made: of a build, everything. What a finalization has made is found at its specification."""
    if row.asset is None or row.verb == "finalize":
        return []
    if row.verb != "build":
        return [asset_link(row.asset)]
    return [asset_link(asset) for asset in delivered(row, home)]


def delivered(row: Row, home: Home) -> list[AssetRecord]:
    """The assets of a build that is done; raises `BlobMissing`."""
    if row.asset is None:
        return []
    listed: dict[str, Any] = json.loads(home.store.get(row.asset.blob))
    return [AssetRecord.model_validate(each) for each in listed["assets"]]


def job_status(row: Row, home: Home) -> JobStatus:
    """A row for those who asked for it."""
    done = Progress(total=1, done=int(row.state == "done"))
    return JobStatus(
        id=row.key,
        kind=row.verb,
        state=row.state,
        attempt=row.attempt,
        progress=Progress.model_validate(row.progress) if row.progress else done,
        seconds=round(row.seconds, 3),
        assets=made(row, home),
        result=f"/v1/specs/{row.asset.figures['spec']}" if row.asset and row.verb == "finalize" else None,
        problem=problem_json(row),
        href=f"/v1/jobs/{row.key}",
        events=f"/v1/jobs/{row.key}/events",
    )


def problem_json(row: Row) -> Any:  # noqa: ANN401 - a problem, as JSON
    """Why a job ended without a result."""
    return json.loads(bytes(failed(row).body)) if row.error else None


def failed(row: Row) -> JSONResponse:
    """The error that ended a job, as the answer to whoever waits for it."""
    error = row.error or {}
    status = error.get("status", 500)
    message = str(error.get("message", "It ended without a word."))
    more: dict[str, Any] = {"details": details} if (details := error.get("details")) else {}
    return problem(status if isinstance(status, int) else 500, str(error.get("code")), message, job=row.key, **more)


def not_yet(row: Row, home: Home) -> JSONResponse:
    """202: it is under way; where to look, and when."""
    headers = {"Location": f"/v1/jobs/{row.key}", "Retry-After": str(RETRY_SECONDS)}
    return JSONResponse(job_status(row, home).model_dump(mode="json"), 202, headers)


def asset_response(asset: AssetRecord, home: Home, cache: str = FOR_EVER) -> Response:
    """The bytes of an asset, verified; raises `BlobMissing`."""
    return bytes_response(asset, home.store.get(asset.blob), cache)


def bytes_response(asset: AssetRecord, data: bytes, cache: str = FOR_EVER) -> Response:
    """`data`, which are those of `asset`."""
    headers = {"ETag": f'"{asset.blob}"', "Cache-Control": cache}
    if asset.media_type.startswith("text/html"):
        headers["Content-Security-Policy"] = PAGE_POLICY
    return Response(data, 200, headers, asset.media_type)


def unchanged(etag: str, cache: str = FOR_EVER) -> Response:
    """304: the caller has it."""
    return Response(None, 304, {"ETag": f'"{etag}"', "Cache-Control": cache})
