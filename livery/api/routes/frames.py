"""Frames: pictures at addresses that say all about them, for `<img>` and CDNs; signed, they need no key."""

import re
from typing import Annotated, Literal

from fastapi import Depends, Header, Path, Query, Response
from starlette.concurrency import run_in_threadpool

from configurator.configuration import Configuration, CustomColor, Selection
from livery.api.answering import unchanged
from livery.api.errors import RequestRefused
from livery.api.keys import Caller
from livery.api.models import PreviewWish, Size
from livery.api.negotiation import negotiated
from livery.api.presets import preset_named
from livery.api.reading import IfNoneMatch, Prefer, matches, waiting_time
from livery.api.routes.common import Answers, ConfigurationId, ProductId, Serving, Spectator, gives, router
from livery.api.routes.previews import LATER, PICTURES, picture_answer, picture_job
from livery.api.routes.products import product_named
from livery.api.routes.shared import Opened, holder
from livery.api.service import Service
from renderer.recipe import BACKGROUND

frames = router("pictures")

Ending = Annotated[
    Literal["png", "jpg", "jpeg", "webp", "avif", "auto"], Path(description="`auto`: whichever of them you accept")
]
Accept = Annotated[str | None, Header(description="Of an address that ends in `.auto`: AVIF, WebP, else JPEG or PNG")]
FEATURE = re.compile(r"([A-Za-z0-9_-]{1,64}):([A-Za-z0-9_.#-]{1,128})")
BARE = BACKGROUND.replace("#", "")
"""A `renderer.recipe.Background` without the number signs, which end an address."""
SIX_DIGITS = re.compile(r"\b[0-9a-fA-F]{6}\b")
PUBLIC = "public, max-age=300, stale-while-revalidate=86400"
PRIVATE = "private, no-cache"
GIVEN: Answers = {200: gives("The picture", *PICTURES), 304: {"description": "You have it"}, **LATER}


class Frame:
    """What every frame's address says, and what its reader has already."""

    def __init__(
        self,
        shot: Annotated[str, Path(max_length=200)],
        picture: Annotated[str, Path(max_length=200, description="A name of your choice")],
        ending: Ending,
        service: Serving,
        size: Annotated[Size | None, Query(description="The preset's, or 1024, where none is named")] = None,
        background: Annotated[str | None, Query(pattern=BARE, examples=["f4f4f2"])] = None,
        preset: Annotated[str | None, Query(max_length=64, description="A name of `presets.toml`")] = None,
        prefer: Prefer = None,
        if_none_match: IfNoneMatch = None,
        accept: Accept = None,
    ) -> None:
        del picture  # for people and search engines
        common = preset_named(preset, service.presets)
        behind = SIX_DIGITS.sub(r"#\g<0>", background) if background else common.background
        kind = common.format if ending == "auto" else ending
        self.varies = kind == "auto"
        if kind == "auto":
            kind = negotiated(accept, see_through=behind == "transparent")
        self.wish = PreviewWish(configuration="", shot=shot, size=size or common.size, background=behind, format=kind)
        self.wait = waiting_time(prefer)
        self.has = if_none_match


Asked = Annotated[Frame, Depends()]


@frames.get("/v1/products/{product}/frames/{shot}/{picture}.{ending}", response_class=Response, responses=GIVEN)
async def product_frame(
    service: Serving,
    caller: Spectator,
    product: ProductId,
    frame: Asked,
    feature: Annotated[list[str], Query(max_length=40, examples=[["body_color:paint.pine-green"]])] = [],  # noqa: B006
) -> Response:
    """A product with some features chosen."""
    chosen = Configuration(product=product_named(service, product).id, selections=dict(map(_selection, feature)))
    return await _answer(service, caller, chosen, frame, PUBLIC)


@frames.get("/v1/configurations/{name}/frames/{shot}/{picture}.{ending}", response_class=Response, responses=GIVEN)
async def saved_frame(
    service: Serving,
    caller: Spectator,
    name: ConfigurationId,
    frame: Asked,
    version: Annotated[int | None, Query(ge=1, le=1_000_000, description="The newest where none is named")] = None,
) -> Response:
    """A saved configuration, with all that is personal about it."""
    saved = await run_in_threadpool(service.desk(caller.tenant).load, name, version)
    return await _answer(service, caller, saved.configuration, frame, PRIVATE)


@frames.get("/v1/shared/{token}/frames/{shot}/{picture}.{ending}", response_class=Response, responses=GIVEN)
async def shared_frame(service: Serving, seen: Opened, frame: Asked) -> Response:
    """What a link leads to, drawn."""
    return await _answer(service, holder(seen), seen.configuration, frame, PRIVATE)


async def _answer(service: Service, caller: Caller, chosen: Configuration, frame: Frame, cache: str) -> Response:
    job = await run_in_threadpool(picture_job, service, caller, frame.wish, chosen, 404)
    row = await service.ask(job, caller, frame.wait)
    if row.asset and matches(frame.has, row.asset.blob):
        answer = unchanged(row.asset.blob, cache)
    else:
        answer = await run_in_threadpool(picture_answer, row, service, caller, cache)
    if frame.varies:
        answer.headers["Vary"] = "Accept"
    return answer


def _selection(text: str) -> tuple[str, Selection]:
    """`body_color:paint.red`, or `body_color:#5b2a86` for a custom colour."""
    found = FEATURE.fullmatch(text)
    if not found:
        message = f"{text[:80]!r} selects nothing. Write feature=body_color:paint.pine-green, # as %23."
        raise RequestRefused(422, "FEATURE_INVALID", message)
    code, choice = found.groups()
    return code.lower(), CustomColor(custom=choice) if choice.startswith("#") else choice
