"""`/v1/shared/{token}`: what an adviser sees and says, by a link and without a key."""

from typing import Annotated

from fastapi import Depends, Path, Request, Response
from starlette.concurrency import run_in_threadpool

from configurator.review import Comment, Saved, Shares
from configurator.review.share import credential_of
from livery.api.keys import Caller
from livery.api.models import SavedConfiguration
from livery.api.reading import wish_of
from livery.api.review_models import Comments, CommentWish
from livery.api.routes.common import MOST, Cursor, Limit, Serving, problems, router, takes
from livery.api.routes.configurations import answer
from livery.api.routes.review import SAID, comments_page
from livery.api.saying import now
from livery.api.service import Service, service_of

shared = router("review")

Token = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{43}$")]


def opened(token: Token, service: Annotated[Service, Depends(service_of)]) -> Saved:
    """What the link leads to; each look counts as a request of the tenant that gave it out."""
    found = Shares(service.desk("")).open(token, now())
    if service.with_keys:
        service.requests.take(found.tenant)
    return found


Opened = Annotated[Saved, Depends(opened)]


@shared.get("/v1/shared/{token}", response_model=SavedConfiguration)
def show_shared(service: Serving, seen: Opened) -> Response:
    """The newest version with its verdict and price."""
    return answer(service, seen)


@shared.get("/v1/shared/{token}/comments", response_model=Comments)
def shared_comments(service: Serving, seen: Opened, limit: Limit = MOST, cursor: Cursor = None) -> Comments:
    """What was said about it, oldest first."""
    return comments_page(service.desk(seen.tenant), seen.id, limit, cursor)


@shared.post(
    "/v1/shared/{token}/comments",
    status_code=201,
    response_model=Comments,
    responses=problems(409, 412, 415),
    openapi_extra=takes("CommentWish", SAID),
)
async def say(service: Serving, seen: Opened, token: Token, request: Request) -> Comments:
    """Comment, approve, or ask for a change, of the version that was seen; the answer holds what was said just now."""
    wish = await wish_of(request, CommentWish)
    desk, moment = service.desk(seen.tenant, credential_of(token)), now()
    await run_in_threadpool(desk.say, seen.id, wish, moment)
    return Comments(items=[Comment(**wish.model_dump(), at=moment)])


def holder(seen: Saved) -> Caller:
    """Whoever has the link, as one who may look on behalf of its tenant."""
    return Caller(seen.tenant, frozenset({"read", "draw"}), "shared")
