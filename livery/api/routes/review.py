"""`/v1/configurations/{id}/…`: its name and state, versions, what was said about it, links, and who did what."""

from datetime import timedelta
from typing import Annotated

from fastapi import Query, Request, Response
from starlette.concurrency import run_in_threadpool

from configurator.review import Comment, Desk, Saved, Shares
from livery.api.cursor import page, read_position
from livery.api.models import SavedConfiguration
from livery.api.reading import IfMatch, seen_tag, wish_of
from livery.api.review_models import (
    Comments,
    CommentWish,
    NameWish,
    Share,
    ShareWish,
    StateWish,
    Trail,
    Version,
    Versions,
)
from livery.api.routes.common import (
    MOST,
    ConfigurationId,
    Cursor,
    Limit,
    Reader,
    Serving,
    Sharer,
    Writer,
    problems,
    router,
    takes,
)
from livery.api.routes.configurations import answer
from livery.api.saying import now, who

review = router("review")

SAID = {"by": "Cy Adviser", "text": "Lovely.", "kind": "approval", "version": 1}


@review.put(
    "/v1/configurations/{name}/state",
    response_model=SavedConfiguration,
    responses=problems(409, 412, 415, 428),
    openapi_extra=takes("StateWish", {"state": "ready", "by": "Ann"}),
)
async def set_state(
    service: Serving, caller: Writer, name: ConfigurationId, request: Request, if_match: IfMatch = None
) -> Response:
    """Bring it into review, call it ready, take it back, or say that another took its place.

    If-Match names what was decided about. What may follow what: saved, in_review and ready follow each other until it
    is finalized; then it is released, rejected or superseded.
    """
    wish, seen = await wish_of(request, StateWish), seen_tag(if_match)
    desk, by = service.desk(caller.tenant, caller.credential), who(caller, wish.by)
    moved = await run_in_threadpool(desk.move, name, wish.state, by, now(), seen)
    return await run_in_threadpool(answer, service, moved)


@review.put(
    "/v1/configurations/{name}/name",
    response_model=SavedConfiguration,
    responses=problems(412, 415),
    openapi_extra=takes("NameWish", {"name": "The Fitzgeralds", "by": "Ann"}),
)
async def rename(service: Serving, caller: Writer, name: ConfigurationId, request: Request) -> Response:
    """Call it something else."""
    wish = await wish_of(request, NameWish)
    desk, by = service.desk(caller.tenant, caller.credential), who(caller, wish.by)
    called = await run_in_threadpool(desk.rename, name, wish.name, by, now())
    return await run_in_threadpool(answer, service, called)


@review.get("/v1/configurations/{name}/versions", response_model=Versions)
def list_versions(
    service: Serving, caller: Reader, name: ConfigurationId, limit: Limit = MOST, cursor: Cursor = None
) -> Versions:
    """The versions, oldest first."""
    after = read_position(cursor)
    found, following = page(service.desk(caller.tenant).versions(name, after, limit + 1), limit, after)
    return Versions(items=[_version(each) for each in found], next=following)


@review.get("/v1/configurations/{name}/trail", response_model=Trail)
def show_trail(
    service: Serving, caller: Reader, name: ConfigurationId, limit: Limit = MOST, cursor: Cursor = None
) -> Trail:
    """Who did what, when, oldest first; each entry names the one before it by its digest, and what let them in."""
    after = read_position(cursor)
    found, following = page(service.desk(caller.tenant).trail(name, after, limit + 1), limit, after)
    return Trail(items=found, next=following)


@review.get("/v1/configurations/{name}/comments", response_model=Comments)
def list_comments(
    service: Serving, caller: Reader, name: ConfigurationId, limit: Limit = MOST, cursor: Cursor = None
) -> Comments:
    """What was said about it, oldest first."""
    return comments_page(service.desk(caller.tenant), name, limit, cursor)


@review.post(
    "/v1/configurations/{name}/comments",
    status_code=201,
    response_model=Comments,
    responses=problems(409, 412, 415),
    openapi_extra=takes("CommentWish", SAID),
)
async def comment(service: Serving, caller: Writer, name: ConfigurationId, request: Request) -> Comments:
    """Say something about the newest version. An approval makes it ready; a change request brings it back to saved.

    The answer holds what was said just now.
    """
    wish = await wish_of(request, CommentWish)
    desk, moment = service.desk(caller.tenant, caller.credential), now()
    await run_in_threadpool(desk.say, name, wish, moment)
    return Comments(items=[Comment(**wish.model_dump(), at=moment)])


@review.post(
    "/v1/configurations/{name}/shares",
    status_code=201,
    response_model=Share,
    responses=problems(415),
    openapi_extra=takes("ShareWish", {"days": 14, "by": "Ann"}),
)
async def share(service: Serving, caller: Sharer, name: ConfigurationId, request: Request) -> Share:
    """A link for an adviser, who needs no key: to look, comment, approve or ask for a change, for a time."""
    wish, moment = await wish_of(request, ShareWish), now()
    links = Shares(service.desk(caller.tenant, caller.credential))
    token = await run_in_threadpool(links.share, name, who(caller, wish.by), moment, wish.days)
    return Share(token=token, href=f"/v1/shared/{token}", until=moment + timedelta(days=wish.days))


@review.delete("/v1/configurations/{name}/shares", status_code=204)
def close_links(
    service: Serving, caller: Sharer, name: ConfigurationId, by: Annotated[str, Query(max_length=120)] = ""
) -> None:
    """Close every link to it."""
    Shares(service.desk(caller.tenant, caller.credential)).revoke(name, who(caller, by), now())


def comments_page(desk: Desk, name: str, limit: int, cursor: str | None) -> Comments:
    """A page of what was said."""
    after = read_position(cursor)
    found, following = page(desk.comments(name, after, limit + 1), limit, after)
    return Comments(items=found, next=following)


def _version(saved: Saved) -> Version:
    words = saved.model_dump(include={"version", "saved_at", "saved_by", "total", "currency"})
    return Version(**words, href=f"/v1/configurations/{saved.id}?version={saved.version}")
