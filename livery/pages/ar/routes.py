"""`/ar/{id}/`: the AR page of a saved configuration; `/ar/shared/{token}/`: the same for whoever has its link.

A phone has no API key: it opens the link, which the QR code on that page holds too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool

from configurator.resolve import ResolvedConfiguration
from configurator.review import Saved
from livery.api.answering import delivered, failed, unchanged
from livery.api.errors import not_found
from livery.api.keys import Caller
from livery.api.reading import IfNoneMatch, matches
from livery.api.routes.common import ConfigurationId, Drawer, Serving
from livery.api.routes.shared import Opened, holder
from livery.api.service import Service
from livery.opened import today
from livery.pages.ar.content import Call, content
from livery.pages.ar.looks import Looks, looks_of
from livery.pages.ar.page import POLICY, ar_page, light, static_files, waiting_page
from livery.pages.leaf import PageRoute
from renderer.digest import digest_bytes
from workers.home import Home
from workers.job import AssetRecord, Job
from workers.ledger import Wish

showing = APIRouter(route_class=PageRoute, include_in_schema=False)

FRAMED = f"{POLICY}; frame-ancestors 'none'"
REVALIDATED = "private, no-cache"
SOON = Wish("preview", priority=3)
"""Somebody waits, but whoever waits for one picture waits less."""
FILE_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "hdr": "image/vnd.radiance"}
FileName = Annotated[str, Path(pattern=r"^[a-z-]+\.[a-z]+$")]


@dataclass(frozen=True)
class Prepared:
    """A page that is asked for: what it shows, and the job that makes it."""

    resolved: ResolvedConfiguration
    looks: Looks
    job: Job


@dataclass(frozen=True)
class Seen:
    """Somebody who looks at a saved configuration."""

    saved: Saved
    caller: Caller


def own(service: Serving, caller: Drawer, name: ConfigurationId) -> Seen:
    """A configuration of the caller's own."""
    return Seen(service.desk(caller.tenant).load(name), caller)


def by_link(saved: Opened) -> Seen:
    """What a link leads to."""
    return Seen(saved, holder(saved))


async def page(service: Service, request: Request, seen: Seen) -> Response:
    """The page; while its models are being made, one that says so and looks again."""
    ready = await run_in_threadpool(prepared, service, seen)
    row = await service.ask(ready.job, seen.caller, 0.2, SOON)
    if row.error:
        return failed(row)
    headers = {"Content-Security-Policy": FRAMED, "Cache-Control": REVALIDATED}
    if row.asset is None:
        return HTMLResponse(waiting_page(ready.resolved.product.name), 202, {**headers, "Retry-After": "3"})
    assets = await run_in_threadpool(delivered, row, service.home.of(seen.saved.tenant))
    address = str(request.url.replace(query="", fragment=""))
    shown = content(ready.resolved, assets, ready.looks, Call(), address)
    return HTMLResponse(ar_page(shown, ready.resolved), 200, headers)


def file(service: Service, seen: Seen, name: str, if_none_match: str | None) -> Response:
    """What lies beside the page."""
    ready, home = prepared(service, seen), service.home.of(seen.saved.tenant)
    found = fixed(ready, home, name) or made(service, ready, home, name)
    if found is None:
        raise not_found("file of this name beside the page")
    data, media_type = found
    tag = digest_bytes(data)
    if matches(if_none_match, tag):
        return unchanged(tag, REVALIDATED)
    return Response(data, 200, {"ETag": f'"{tag}"', "Cache-Control": REVALIDATED}, media_type)


def prepared(service: Service, seen: Seen) -> Prepared:
    """What `seen` shows today; raises `ConfigurationInvalid` where it cannot be built."""
    key = (seen.saved.tenant, seen.saved.tag, today().isoformat())
    found: Prepared = service.prepared.get(key, lambda: prepare(service, seen.saved))
    return found


def prepare(service: Service, saved: Saved) -> Prepared:
    """Resolve a configuration and its family, and name the job."""
    store = service.home.of(saved.tenant).store
    resolved = service.resolve(saved.configuration, saved.tenant)
    looks = looks_of(resolved, None, service.catalog, today())
    recipes = [[name, each.model_dump(mode="json")] for name, each in looks.recipes(store).items()]
    inputs = {"resolved": store.put(resolved.model_dump_json().encode()), "looks": recipes}
    return Prepared(resolved, looks, Job(verb="present", inputs=inputs, tenant=saved.tenant))


def fixed(ready: Prepared, home: Home, name: str) -> tuple[bytes, str] | None:
    """A file that pages have in common."""
    files = static_files() if name in static_files() else light(ready.resolved, home.store)
    return (files[name], FILE_TYPES[name.rpartition(".")[2]]) if name in files else None


def made(service: Service, ready: Prepared, home: Home, name: str) -> tuple[bytes, str] | None:
    """A file that was made for this page, once it is."""
    rows = service.home.ledger.rows([ready.job.key])
    assets: Sequence[AssetRecord] = [asset for row in rows for asset in delivered(row, home)]
    found = next((asset for asset in assets if asset.name == name), None)
    return (home.store.get(found.blob), found.media_type) if found else None


@showing.get("/ar/shared/{token}/")
async def shared_page(service: Serving, request: Request, seen: Annotated[Seen, Depends(by_link)]) -> Response:
    """The page behind a link."""
    return await page(service, request, seen)


@showing.get("/ar/shared/{token}/{name}")
def shared_file(
    service: Serving,
    seen: Annotated[Seen, Depends(by_link)],
    name: FileName,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """A file of the page behind a link."""
    return file(service, seen, name, if_none_match)


@showing.get("/ar/shared/{token}", dependencies=[Depends(by_link)])
@showing.get("/ar/{name}", dependencies=[Depends(own)])
def with_slash(request: Request) -> Response:
    """The page lies in a folder: what it names lies beside it."""
    return RedirectResponse(f"{request.url.path}/?{request.url.query}".rstrip("?"), 307)


@showing.get("/ar/{name}/")
async def own_page(service: Serving, request: Request, seen: Annotated[Seen, Depends(own)]) -> Response:
    """The page of a configuration."""
    return await page(service, request, seen)


@showing.get("/ar/{name}/{beside}")
def own_file(
    service: Serving,
    seen: Annotated[Seen, Depends(own)],
    beside: FileName,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """A file of the page of a configuration."""
    return file(service, seen, beside, if_none_match)
