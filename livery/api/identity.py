"""Who asks: by API key, by a signed address, or by being on the machine itself."""

from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool

from livery.api.errors import RequestRefused
from livery.api.keys import OPERATOR, Caller, Scope
from livery.api.service import Service, service_of

bearer = HTTPBearer(auto_error=False, description="An API key. On the loopback address none is needed.")


def may(scope: Scope, *, signed_too: bool = False) -> object:
    """A dependency: the caller, if it may do what `scope` covers."""

    async def identify(
        request: Request,
        service: Annotated[Service, Depends(service_of)],
        shown: Annotated[HTTPAuthorizationCredentials | None, Security(bearer)],
    ) -> Caller:
        caller = await _caller(request, service, shown, signed_too=signed_too)
        if scope not in caller.scopes:
            raise RequestRefused(403, "SCOPE_MISSING", f"This key may not {scope}. Ask the operator for one that may.")
        if caller.key and not caller.key.startswith("signed:"):
            service.requests.take(caller.tenant)
        return caller

    return Depends(identify)


async def _caller(
    request: Request, service: Service, shown: HTTPAuthorizationCredentials | None, *, signed_too: bool
) -> Caller:
    if "signature" in request.query_params:
        if not signed_too:
            raise RequestRefused(
                403, "SIGNATURE_INVALID", "This address cannot be used with a signature. Use an API key."
            )
        return service.signer.caller(request.url.path, request.query_params.multi_items())
    if shown is None and not service.with_keys:
        return OPERATOR
    if shown is None:
        message = "Send an API key: `Authorization: Bearer lv_…`. The operator issues them."
        raise RequestRefused(401, "KEY_MISSING", message)
    return await run_in_threadpool(service.keys.caller, shown.credentials)
