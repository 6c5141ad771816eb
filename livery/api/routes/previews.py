"""`/v1/previews`: pictures, in the request where their bake is there, as a job where it is not."""

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from configurator.configuration import Configuration
from configurator.recipe import scene_recipe, shots
from configurator.turntable import turned
from livery.api.answering import asset_link, asset_response, failed, not_yet
from livery.api.errors import RequestRefused
from livery.api.keys import Caller
from livery.api.models import EXAMPLE, JobStatus, PreviewWish
from livery.api.reading import Prefer, waiting_time, wish_of
from livery.api.routes.common import Answers, Drawer, Serving, gives, problems, router, takes
from livery.api.routes.configurations import chosen_in
from livery.api.service import Service
from renderer.recipe import Shot
from workers.job import Job
from workers.ledger import Row

previews = router("pictures")

PICTURES = ("image/png", "image/jpeg", "image/webp", "image/avif")
LATER: Answers = {202: {"model": JobStatus, "description": "Under way: look at Location after Retry-After seconds"}}


@previews.post(
    "/v1/previews",
    response_class=Response,
    responses={200: gives("The picture", *PICTURES), **LATER, **problems(415)},
    openapi_extra=takes("PreviewWish", {"configuration": EXAMPLE, "shot": "hero", "size": 640}),
)
async def preview(service: Serving, caller: Drawer, request: Request, prefer: Prefer = None) -> Response:
    """A picture of a configuration. `Accept: application/json` gives its address in place of its bytes."""
    wish = await wish_of(request, PreviewWish)
    job = await run_in_threadpool(_job, service, caller, wish)
    row = await service.ask(job, caller, waiting_time(prefer))
    if row.asset and request.headers.get("accept", "").startswith("application/json"):
        return JSONResponse(asset_link(row.asset).model_dump())
    return await run_in_threadpool(picture_answer, row, service, caller, "private, max-age=60")


def _job(service: Service, caller: Caller, wish: PreviewWish) -> Job:
    return picture_job(service, caller, wish, chosen_in(service, caller, wish.configuration))


def picture_job(service: Service, caller: Caller, wish: PreviewWish, chosen: Configuration, shotless: int = 422) -> Job:
    """The job that draws it; puts what it needs into the caller's store.

    Raises `ConfigurationInvalid`, and `RequestRefused` SHOT_UNKNOWN with the status `shotless`.
    """
    resolved = service.resolve(chosen, caller.tenant)
    store = service.home.of(caller.tenant).store
    shot = sized(_shot(shots(resolved, store), wish.shot, shotless), wish.size)
    if wish.background is not None:
        shot = shot.model_copy(update={"background": wish.background.lower()})
    recipe = scene_recipe(resolved, store).model_dump(mode="json")
    inputs = {
        "recipe": recipe,
        "shot": shot.model_dump(mode="json"),
        "format": "jpg" if wish.format == "jpeg" else wish.format,
    }
    return Job(verb="preview", inputs=inputs, tenant=caller.tenant)


def _shot(offered: tuple[Shot, ...], name: str | None, status: int) -> Shot:
    found = next((shot for shot in offered if name in (None, shot.name)), None) or turned(offered[0], name or "")
    if found is None:
        names = ", ".join(shot.name for shot in offered)
        raise RequestRefused(
            status, "SHOT_UNKNOWN", f"There is no shot {str(name)[:80]!r} of this. There are: {names}."
        )
    return found


def sized(shot: Shot, size: int) -> Shot:
    """`shot` with `size` pixels along its longer edge."""
    scale = size / max(shot.width, shot.height)
    width, height = (max(16, round(edge * scale)) for edge in (shot.width, shot.height))
    return shot.model_copy(update={"width": width, "height": height})


def picture_answer(row: Row, service: Service, caller: Caller, cache: str) -> Response:
    """The bytes where they are there, else why not, or where to look."""
    home = service.home.of(caller.tenant)
    if row.error:
        return failed(row)
    if row.asset is None:
        return not_yet(row, home)
    response = asset_response(row.asset, home, cache)
    response.headers["Content-Location"] = asset_link(row.asset).href
    return response
