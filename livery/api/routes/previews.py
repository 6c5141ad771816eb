"""`/v1/previews` and frames: pictures, in the request where their bake is there, as a job where it is not."""

import re
from typing import Annotated, Literal

from fastapi import Path, Query, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from configurator.configuration import Configuration, CustomColor, Selection
from configurator.recipe import scene_recipe, shots
from livery.api.answering import asset_link, asset_response, failed, not_yet, unchanged
from livery.api.errors import RequestRefused
from livery.api.keys import Caller
from livery.api.models import EXAMPLE, JobStatus, PreviewWish, Size
from livery.api.reading import IfNoneMatch, Prefer, body_of, matches, read_wish, waiting_time
from livery.api.routes.common import Answers, Drawer, ProductId, Serving, Spectator, gives, problems, router, takes
from livery.api.routes.configurations import chosen_in
from livery.api.service import Service
from renderer.recipe import Shot
from workers.job import Job
from workers.ledger import Row

previews = router("pictures")

PICTURES = ("image/png", "image/jpeg", "image/webp")
LATER: Answers = {202: {"model": JobStatus, "description": "Under way: look at Location after Retry-After seconds"}}
FEATURE = re.compile(r"([A-Za-z0-9_-]{1,64}):([A-Za-z0-9_.#-]{1,128})")
FRAME_CACHE = "public, max-age=300, stale-while-revalidate=86400"


@previews.post(
    "/v1/previews",
    response_class=Response,
    responses={200: gives("The picture", *PICTURES), **LATER, **problems(415)},
    openapi_extra=takes("PreviewWish", {"configuration": EXAMPLE, "shot": "hero", "size": 640}),
)
async def preview(service: Serving, caller: Drawer, request: Request, prefer: Prefer = None) -> Response:
    """A picture of a configuration. `Accept: application/json` gives its address in place of its bytes."""
    wish = read_wish(await body_of(request), PreviewWish)
    job = await run_in_threadpool(_job, service, caller, wish)
    row = await service.ask(job, caller, waiting_time(prefer))
    if row.asset and request.headers.get("accept", "").startswith("application/json"):
        return JSONResponse(asset_link(row.asset).model_dump())
    return await run_in_threadpool(_picture, row, service, caller, "private, max-age=60")


@previews.get(
    "/v1/products/{product}/frames/{shot}/{name}.{ending}",
    response_class=Response,
    responses={200: gives("The picture", *PICTURES), 304: {"description": "You have it"}, **LATER},
)
async def frame(
    service: Serving,
    caller: Spectator,
    product: ProductId,
    shot: Annotated[str, Path(max_length=200)],
    name: Annotated[str, Path(max_length=200, description="Of your choice")],  # noqa: ARG001 - for people and search engines
    ending: Literal["png", "jpg", "webp"],
    feature: Annotated[list[str], Query(max_length=40, examples=[["body_color:paint.pine-green"]])] = [],  # noqa: B006
    size: Annotated[Size, Query()] = 1024,
    background: Annotated[str | None, Query(pattern=r"^(transparent|[0-9a-fA-F]{6})$")] = None,
    prefer: Prefer = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """A picture at an address that says all about it, for `<img>` and CDNs; signed, it needs no key."""
    chosen = Configuration(product=product, selections=dict(map(_selection, feature)))
    behind = background if background in (None, "transparent") else f"#{background}"
    wish = PreviewWish(configuration="", shot=shot, size=size, background=behind, format=ending)
    job = await run_in_threadpool(_job_of, service, caller, wish, chosen)
    row = await service.ask(job, caller, waiting_time(prefer))
    if row.asset and matches(if_none_match, row.asset.blob):
        return unchanged(row.asset.blob, FRAME_CACHE)
    return await run_in_threadpool(_picture, row, service, caller, FRAME_CACHE)


def _selection(text: str) -> tuple[str, Selection]:
    """`body_color:paint.red`, or `body_color:#5b2a86` for a custom colour."""
    found = FEATURE.fullmatch(text)
    if not found:
        message = f"{text[:80]!r} selects nothing. Write feature=body_color:paint.pine-green, # as %23."
        raise RequestRefused(422, "FEATURE_INVALID", message)
    code, choice = found.groups()
    return code.lower(), CustomColor(custom=choice) if choice.startswith("#") else choice


def _job(service: Service, caller: Caller, wish: PreviewWish) -> Job:
    return _job_of(service, caller, wish, chosen_in(service, caller, wish.configuration))


def _job_of(service: Service, caller: Caller, wish: PreviewWish, chosen: Configuration) -> Job:
    """The job that draws it; puts what it needs into the caller's store. Raises `ConfigurationInvalid`."""
    resolved = service.resolve(chosen, caller.tenant)
    store = service.home.of(caller.tenant).store
    shot = sized(_shot(shots(resolved, store), wish.shot), wish.size)
    if wish.background is not None:
        shot = shot.model_copy(update={"background": wish.background.lower()})
    recipe = scene_recipe(resolved, store).model_dump(mode="json")
    inputs = {"recipe": recipe, "shot": shot.model_dump(mode="json"), "format": wish.format}
    return Job(verb="preview", inputs=inputs, tenant=caller.tenant)


def _shot(offered: tuple[Shot, ...], name: str | None) -> Shot:
    found = next((shot for shot in offered if name in (None, shot.name)), None)
    if found is None:
        names = ", ".join(shot.name for shot in offered)
        raise RequestRefused(422, "SHOT_UNKNOWN", f"There is no shot {str(name)[:80]!r} of this. There are: {names}.")
    return found


def sized(shot: Shot, size: int) -> Shot:
    """`shot` with `size` pixels along its longer edge."""
    scale = size / max(shot.width, shot.height)
    width, height = (max(16, round(edge * scale)) for edge in (shot.width, shot.height))
    return shot.model_copy(update={"width": width, "height": height})


def _picture(row: Row, service: Service, caller: Caller, cache: str) -> Response:
    home = service.home.of(caller.tenant)
    if row.error:
        return failed(row)
    if row.asset is None:
        return not_yet(row, home)
    response = asset_response(row.asset, home, cache)
    response.headers["Content-Location"] = asset_link(row.asset).href
    return response
