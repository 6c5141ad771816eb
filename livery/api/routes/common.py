"""What all routes share: the service, callers by what they may do, and the answers that each of them may give."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query

from livery.api.identity import may
from livery.api.keys import Caller
from livery.api.problems import MEDIA_TYPE
from livery.api.service import Service, service_of

Serving = Annotated[Service, Depends(service_of)]
Reader = Annotated[Caller, may("read")]
Viewer = Annotated[Caller, may("read", signed_too=True)]
Onlooker = Annotated[Caller, may("read", signed_too=True, signed_counts=False)]
"""Of bytes that are mostly in memory; what is not, the route charges for."""
Writer = Annotated[Caller, may("write")]
Drawer = Annotated[Caller, may("draw")]
Spectator = Annotated[Caller, may("draw", signed_too=True, signed_counts=False)]
"""Of pictures; signed, only new ones count, as drawings."""
Sharer = Annotated[Caller, may("sign")]
Operator = Annotated[Caller, may("operate")]

Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="SHA-256")]
ConfigurationId = Annotated[str, Path(pattern=r"^[a-z2-7]{26}$")]
MOST = 100
"""Of anything in one page."""
Limit = Annotated[int, Query(ge=1, le=MOST)]
Cursor = Annotated[str | None, Query(max_length=200)]
ProductId = Annotated[str, Path(max_length=200, examples=["golf_cart"])]

Answers = dict[int | str, dict[str, Any]]
WORDS = {
    400: "The request cannot be understood",
    401: "An API key is missing or not good",
    403: "The key or signature does not allow it",
    404: "There is none, or none of yours",
    409: "It contradicts what was asked before",
    412: "The version is no longer the newest",
    413: "The body is too large",
    415: "The body is of another type",
    422: "What was sent is wrong; `violations` say where",
    428: "If-Match is missing",
    429: "Too many requests",
    500: "A part of the system failed",
    503: "A part of the system is away",
    507: "There is no room left",
}
ALWAYS = (400, 401, 403, 404, 413, 422, 429, 500, 503, 507)


def problems(*statuses: int) -> Answers:
    """The OpenAPI of these problems."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": WORDS[status], "content": content} for status in statuses}


def router(tag: str) -> APIRouter:
    """A router whose answers include the problems that any request can meet."""
    return APIRouter(tags=[tag], responses=problems(*ALWAYS))


def takes(model: str, example: object) -> dict[str, Any]:
    """The OpenAPI of a JSON body that the route reads itself."""
    schema = {"$ref": f"#/components/schemas/{model}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema, "example": example}}}}


def gives(description: str, *media_types: str, headers: tuple[str, ...] = ("ETag",)) -> dict[str, Any]:
    """The OpenAPI of an answer in bytes."""
    binary = {"schema": {"type": "string", "format": "binary"}}
    described = {name: {"schema": {"type": "string"}} for name in headers}
    return {"description": description, "content": dict.fromkeys(media_types, binary), "headers": described}
