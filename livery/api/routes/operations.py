"""Signed addresses, and what an operator looks at: health, readiness, metrics."""

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from livery.api.models import SignatureWish, Signed
from livery.api.readiness import Part, readiness
from livery.api.reading import wish_of
from livery.api.routes.common import Operator, Serving, Sharer, gives, problems, router, takes

operations = router("operations")

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


class Readiness(BaseModel):
    """What work needs, part by part."""

    ready: bool
    parts: dict[str, Part]


@operations.post(
    "/v1/signatures",
    response_model=Signed,
    responses=problems(415),
    openapi_extra=takes("SignatureWish", {"url": "/v1/products/golf_cart/frames/hero/cart.webp?size=640"}),
)
async def sign(service: Serving, caller: Sharer, request: Request) -> Signed:
    """An address that browsers may open without a key, for a time. Nothing in it can be changed."""
    wish = await wish_of(request, SignatureWish)
    return Signed(url=service.signer.sign(wish.url, caller.tenant, wish.seconds))


@operations.get("/openapi.json", include_in_schema=False)
def description(request: Request) -> JSONResponse:
    """The description of the API, also where many look for one; its address is /v1/openapi.json."""
    found: FastAPI = request.app
    return JSONResponse(found.openapi())


@operations.get("/healthz")
async def healthz() -> dict[str, bool]:
    """This process answers."""
    return {"ok": True}


@operations.get("/readyz", response_model=Readiness, responses={503: {"model": Readiness, "description": "Not yet"}})
def readyz(service: Serving) -> JSONResponse:
    """Whether everything is there that work needs; 503 with what is not."""
    findings = readiness(service.home)
    ready = all(finding.ok for finding in findings.values())
    return JSONResponse(Readiness(ready=ready, parts=findings).model_dump(), 200 if ready else 503)


@operations.get("/metrics", response_class=Response, responses={200: gives("Figures", "text/plain", headers=())})
def metrics(service: Serving, _: Operator) -> Response:
    """Prometheus' own text format."""
    return Response(service.meters.text(), media_type=PROMETHEUS)
