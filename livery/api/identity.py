"""Who asks: by API key, by a session, by a signed address, or by being on the machine itself."""

from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool

from livery.api.errors import RequestRefused
from livery.api.keys import OPERATOR, Caller, Scope
from livery.api.service import Service, service_of
from livery.api.session import COOKIE, require_same_origin
from livery.api.signing import LOWERED, altered, looks_signed

bearer = HTTPBearer(auto_error=False, description="An API key. On the loopback address none is needed.")
session = APIKeyCookie(name=COOKIE, auto_error=False, description="What signing in on `/sign-in` gives a browser.")
Shown = HTTPAuthorizationCredentials | None


def may(scope: Scope, *, signed_too: bool = False, signed_counts: bool = True) -> object:
    """A dependency: the caller, if it may do what `scope` covers. It counts as one of their requests.

    Not `signed_counts`: the route itself charges for what it costs, as what lies in memory costs nothing.
    """

    async def identify(
        request: Request,
        service: Annotated[Service, Depends(service_of)],
        shown: Annotated[Shown, Security(bearer)],
        cookie: Annotated[str | None, Security(session)],
    ) -> Caller:
        if looks_signed(str(request.url)):
            caller = _signed(request, service, signed_too=signed_too)
        else:
            caller = await _caller(request, service, shown, cookie)
        if scope not in caller.scopes:
            raise RequestRefused(403, "SCOPE_MISSING", f"This key may not {scope}. Ask the operator for one that may.")
        if signed_counts or not caller.signed:
            service.charge(caller)
        return caller

    return Depends(identify)


def _signed(request: Request, service: Service, *, signed_too: bool) -> Caller:
    if not signed_too:
        message = "This address cannot be used with a signature. Use an API key."
        raise RequestRefused(403, "SIGNATURE_INVALID", message)
    if LOWERED.search(request.url.query):
        raise altered()
    return service.signer.caller(request.url.path, request.query_params.multi_items())


async def _caller(request: Request, service: Service, shown: Shown, cookie: str | None) -> Caller:
    if shown is not None:
        return await run_in_threadpool(service.keys.caller, shown.credentials)
    if not service.with_keys:
        return OPERATOR
    if cookie is None:
        message = (
            "Send an API key: `Authorization: Bearer lv_…`, or sign in with it on /sign-in. The operator issues them."
        )
        raise RequestRefused(401, "KEY_MISSING", message)
    require_same_origin(request)
    return await run_in_threadpool(service.keys.named, service.sessions.key_of(cookie))
