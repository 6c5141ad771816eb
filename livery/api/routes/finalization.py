"""Finalize, amend, acknowledge: what makes a configuration stand, and what becomes of it then."""

from collections.abc import Sequence

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from configurator.review import Saved, State
from configurator.review.trail import Entry, entries
from livery.api.answering import failed, not_yet
from livery.api.closing import closing_job
from livery.api.errors import RequestRefused
from livery.api.idempotency import once
from livery.api.keys import Caller
from livery.api.models import EXAMPLE
from livery.api.reading import IfMatch, Prefer, as_configuration, body_of, read_wish, seen_tag, waiting_time, wish_of
from livery.api.routes.builds import LATER
from livery.api.routes.common import ConfigurationId, Drawer, Serving, Writer, problems, router, takes
from livery.api.routes.configurations import IdempotencyKey
from livery.api.routes.specs import spec_answer, spec_tag
from livery.api.saying import now
from livery.api.service import Service
from livery.api.spec_models import Acknowledgement, AmendWish, FinalizeWish, Specification
from workers.desk import archive_of
from workers.job import Job
from workers.ledger import Wish

finalization = router("specifications")

ORDERED = Wish("preview", priority=3)
"""Somebody waits for it, though not as impatiently as for a picture at every click."""
AGREED = {"terms": "2026-11", "approver": "Ann Fitzgerald"}


@finalization.post(
    "/v1/configurations/{name}/finalize",
    status_code=201,
    response_model=Specification,
    responses={**LATER, **problems(409, 412, 415, 428)},
    openapi_extra=takes("FinalizeWish", AGREED),
)
async def finalize(
    service: Serving,
    caller: Drawer,
    name: ConfigurationId,
    request: Request,
    prefer: Prefer = None,
    if_match: IfMatch = None,
    idempotency_key: IdempotencyKey = None,  # noqa: ARG001 - `once` reads it; said here for the OpenAPI document
) -> Response:
    """Seal a configuration: terms accepted, everything drawn, signed; it stands from then on.

    What is saved and can be built becomes ready by the same word; what is in review is 409.

    If-Match names what was agreed to. What takes long to draw makes it a job, which needs nobody to wait for it; of
    two at once one wins.
    """
    data = await body_of(request)

    def closing() -> Job:
        seen = as_seen(service.desk(caller.tenant).load(name), seen_tag(if_match))
        return closing_job(service, caller, seen, seen.configuration, read_wish(data, FinalizeWish))

    async def act() -> Response:
        return await close(service, caller, name, await run_in_threadpool(closing), prefer)

    return await once(request, service.home.database, caller.tenant, data, act)


@finalization.post(
    "/v1/specs/{name}/amend",
    status_code=201,
    response_model=Specification,
    responses={**LATER, **problems(409, 412, 415, 428)},
    openapi_extra=takes("AmendWish", {**AGREED, "configuration": EXAMPLE}),
)
async def amend(
    service: Serving,
    caller: Drawer,
    name: ConfigurationId,
    request: Request,
    prefer: Prefer = None,
    if_match: IfMatch = None,
    idempotency_key: IdempotencyKey = None,  # noqa: ARG001 - as above
) -> Response:
    """Another configuration in its place: the next revision of the specification, inside the window; 409 after it."""
    data = await body_of(request)

    def closing() -> Job:
        sealed = archive_of(service.home.of(caller.tenant)).find(name)
        seen, tag = service.desk(caller.tenant).load(name), seen_tag(if_match)
        if tag not in (None, spec_tag(sealed, seen)):
            raise stale()
        wish = read_wish(data, AmendWish)
        return closing_job(service, caller, seen, as_configuration(wish.configuration), wish, sealed)

    async def act() -> Response:
        return await close(service, caller, name, await run_in_threadpool(closing), prefer)

    return await once(request, service.home.database, caller.tenant, data, act)


@finalization.post(
    "/v1/specs/{name}/acknowledgement",
    response_model=Specification,
    responses=problems(409, 415),
    openapi_extra=takes("Acknowledgement", {"revision": 1, "accepted": True, "reference": "SO-4711", "by": "ERP"}),
)
async def acknowledge(service: Serving, caller: Writer, name: ConfigurationId, request: Request) -> Response:
    """What the ERP says: accepted, the revision is released and stands for good; else what it had reserved is free.

    Said twice it counts once; something else than before is 409.
    """
    said = await wish_of(request, Acknowledgement)
    return await run_in_threadpool(write_down, service, caller, name, said)


async def close(service: Service, caller: Caller, name: str, job: Job, prefer: str | None) -> Response:
    """The specification where it is sealed in time, else the job that sees to it."""
    row = await service.ask(job, caller, waiting_time(prefer), ORDERED)
    if row.error:
        return failed(row)
    if row.asset is None:
        return not_yet(row, service.home.of(caller.tenant))
    return await run_in_threadpool(spec_answer, service, caller.tenant, name, None, 201)


def write_down(service: Service, caller: Caller, name: str, said: Acknowledgement) -> Response:
    """Move the state with the word of the ERP about the newest revision."""
    home, desk = service.home.of(caller.tenant), service.desk(caller.tenant, caller.credential)
    state: State = "released" if said.accepted else "rejected"
    with home.database.transaction() as db:
        held = desk.hold(db, name)
        newest = archive_of(home).find(name).revision.number
        if newest != said.revision:
            message = f"Revision {newest} is the newest; {said.revision} was acknowledged. Fetch it, and decide again."
            raise RequestRefused(409, "REVISION_DIFFERS", message)
        if held.state == state:
            require_same(entries(db, name), state, said)
        else:
            desk.step(db, held, state, said.by, now(), {"reference": said.reference, "message": said.message})
    return spec_answer(service, caller.tenant, name, None)


def require_same(trail: Sequence[Entry], state: State, said: Acknowledgement) -> None:
    """What was said before, said again; raises `RequestRefused` 409 where it is something else."""
    before = next(each for each in reversed(trail) if each.action == state)
    if before.details.get("reference") != said.reference:
        message = f"It was {state} before, as {before.details.get('reference')}. One of the two is a mistake."
        raise RequestRefused(409, "ACKNOWLEDGED_OTHERWISE", message)


def as_seen(newest: Saved, tag: str | None) -> Saved:
    """`newest`, where it is what the caller has seen; raises `RequestRefused` 412."""
    if tag not in (None, newest.tag):
        raise stale()
    return newest


def stale() -> RequestRefused:
    """412."""
    message = "It has changed since you looked. Read it again, and decide about what is there now."
    return RequestRefused(412, "VERSION_STALE", message)
