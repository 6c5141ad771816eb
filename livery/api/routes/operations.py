"""Signed addresses, and what an operator looks at: health, readiness, metrics."""

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from livery.api.models import SignatureWish, Signed
from livery.api.readiness import readiness
from livery.api.reading import wish_of
from livery.api.routes.common import Operator, Serving, Sharer, problems, router, takes

operations = router("operations")


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


@operations.get("/healthz", include_in_schema=False)
async def healthz() -> dict[str, bool]:
    """This process answers."""
    return {"ok": True}


@operations.get("/readyz", include_in_schema=False)
def readyz(service: Serving) -> JSONResponse:
    """Whether everything is there that work needs; 503 with what is not."""
    findings = readiness(service.home)
    ready = all(finding.ok for finding in findings.values())
    shown = {name: {"ok": finding.ok, "detail": finding.detail} for name, finding in findings.items()}
    return JSONResponse({"ready": ready, "parts": shown}, 200 if ready else 503)


@operations.get("/metrics", include_in_schema=False)
def metrics(service: Serving, _: Operator) -> Response:
    """Prometheus' own text format."""
    return Response(service.meters.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
