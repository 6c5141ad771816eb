"""What requests carry, read: JSON refused in sentences, waiting times, conditions."""

import json
import re
from typing import Annotated, Any, TypeVar

from fastapi import Header, Request
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from configurator.configuration import Configuration, read_configuration
from configurator.errors import ConfigurationInvalid
from configurator.json_input import explain, parse_json
from livery.api.errors import RequestRefused
from renderer.recipe import Frozen

DEFAULT_WAIT, MAX_WAIT = 20.0, 60.0
SHORT_BYTES = 16_000
"""So much is read in less time than a change of threads takes."""

ModelT = TypeVar("ModelT", bound=Frozen)

Prefer = Annotated[
    str | None,
    Header(description="`wait=N`: answer within N seconds; `respond-async`: at once.", examples=["wait=10"]),
]
IfMatch = Annotated[str | None, Header(description="The ETag of the version that this changes.")]
IfNoneMatch = Annotated[str | None, Header(description="ETags of what the caller has already.")]


async def body_of(request: Request) -> bytes:
    """The body of a request that has to be JSON; raises `RequestRefused` 415."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise RequestRefused(415, "MEDIA_TYPE_UNSUPPORTED", "Send JSON, and say so: `Content-Type: application/json`.")
    return await request.body()


async def wish_of(request: Request, model: type[ModelT]) -> ModelT:
    """The body of a request as `model`; raises as `body_of` and `read_wish` do. A long one is read in a thread."""
    data = await body_of(request)
    return read_wish(data, model) if len(data) <= SHORT_BYTES else await run_in_threadpool(read_wish, data, model)


def read_wish(data: bytes, model: type[ModelT]) -> ModelT:
    """A request body as `model`; raises `ConfigurationInvalid` with every field that cannot be understood."""
    try:
        return model.model_validate(parse_json(data))
    except ValidationError as error:
        raise ConfigurationInvalid(explain(error, {"": model.model_fields})) from None


def as_configuration(data: dict[str, Any]) -> Configuration:
    """A configuration inside a request body; raises `ConfigurationInvalid` with pointers into the configuration."""
    return read_configuration(json.dumps(data).encode())


def read_chosen(data: bytes) -> Configuration:
    """A body that is a configuration, or holds one as previews do; raises `ConfigurationInvalid`."""
    match parse_json(data):
        case {"configuration": dict() as chosen, **others} if not others:
            return as_configuration(chosen)
    return read_configuration(data)


def waiting_time(prefer: str | None) -> float:
    """Seconds to wait for work, https://www.rfc-editor.org/rfc/rfc7240: what is preferred, within reason."""
    words = [each.strip().lower() for each in (prefer or "").split(",")]
    if "respond-async" in words:
        return 0.0
    found = next((found for word in words if (found := re.fullmatch(r"wait=(\d{1,6})", word))), None)
    return min(float(found[1]), MAX_WAIT) if found else DEFAULT_WAIT


def seen_tag(if_match: str | None) -> str | None:
    """The ETag (unquoted) that an If-Match names; None for `*`. Raises `RequestRefused` 428 where there is none."""
    if if_match is None:
        raise RequestRefused(428, "IF_MATCH_MISSING", "Send If-Match with the ETag of what you have seen.")
    tag = if_match.strip().removeprefix("W/").strip('"')
    return None if tag == "*" else tag


def matches(condition: str | None, etag: str) -> bool:
    """Whether an If-None-Match names `etag` (unquoted), https://www.rfc-editor.org/rfc/rfc9110#field.if-none-match."""
    tags = [each.strip().removeprefix("W/") for each in (condition or "").split(",")]
    return "*" in tags or f'"{etag}"' in tags
