"""Errors as problem details, https://www.rfc-editor.org/rfc/rfc9457: a stable `code`, words for people, the trace."""

import errno
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from configurator.errors import ConfigurationInvalid
from configurator.violation import pointer
from livery.api.errors import RequestRefused, not_found
from livery.api.signing import altered, looks_signed
from renderer.errors import LiveryError
from workers.logs import current_trace
from workers.perform import UNEXPECTED

MEDIA_TYPE = "application/problem+json"
CODES = {400: "REQUEST_MALFORMED", 404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED", 413: "BODY_TOO_LARGE"}
ITS_OWN = ("JSON_", "SIZE_")
"""Codes of violations that are the whole problem where they stand alone."""
NOWHERE = {"string_pattern_mismatch", "string_too_long"}
"""Of a part of a path: nothing can bear such a name."""

log = logging.getLogger("livery.api")


class Violation(BaseModel):
    """One thing that is wrong with what was sent."""

    model_config = ConfigDict(extra="allow")

    code: str = Field(examples=["OPTION_UNKNOWN"])
    path: str = Field(examples=["/selections/body_color"], description="JSON pointer into what was sent")
    message: str
    suggestions: list[str] = []


class Problem(BaseModel):
    """What went wrong, and the way out."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(examples=["urn:livery:problem:CONFIGURATION_INVALID"])
    title: str = Field(examples=["Unprocessable Content"])
    status: int = Field(examples=[422])
    detail: str
    code: str = Field(examples=["CONFIGURATION_INVALID"])
    trace: str | None = None
    violations: list[Violation] | None = None


def install_problems(app: FastAPI) -> None:
    """Have errors end as problems where routes raise them. What nobody expected is caught at the door.

    Starlette answers `Exception` outside all layers, where an answer would have no trace and no headers.
    """
    for kind, answer in ANSWERS.items():
        if kind is not Exception:
            app.add_exception_handler(kind, answer)


async def answer_to(request: Request, error: Exception) -> JSONResponse:
    """The problem that `error` ends as, written to the log where that is due."""
    nearest = next(kind for kind in type(error).__mro__ if kind in ANSWERS)
    return await ANSWERS[nearest](request, error)


def problem(status: int, code: str, detail: str, headers: dict[str, str] | None = None, **more: object) -> JSONResponse:
    """A problem as a response; `more` are members beside the standard ones."""
    body = {
        "type": f"urn:livery:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        "trace": current_trace() or None,
        **more,
    }
    return JSONResponse(body, status, {**(headers or {}), "Cache-Control": "no-store"}, MEDIA_TYPE)


def problem_of(error: LiveryError) -> JSONResponse:
    """An error of the tree as a problem."""
    if isinstance(error, ConfigurationInvalid):
        return _of_a_body(error)
    headers = {}
    if isinstance(error, RequestRefused) and error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    elif error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "5"
    if error.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = 'Bearer realm="livery"'
    details = {"details": error.details} if error.details else {}
    return problem(error.status, error.code, error.message, headers, **details)


def _of_a_body(error: ConfigurationInvalid) -> JSONResponse:
    """What is wrong with a configuration; of a body that is none, or asks for a size that is none, just that."""
    violations = [each.model_dump(mode="json") for each in error.violations]
    first, *others = error.violations
    if others or not first.code.startswith(ITS_OWN):
        return problem(error.status, error.code, error.message, violations=violations)
    status = 400 if first.code.startswith("JSON_") else error.status
    violations[0]["message"] = first.message.replace("The file", "The body", 1)
    return problem(status, first.code, violations[0]["message"], violations=violations)


async def _of_ours(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, LiveryError)
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("request failed", extra={"code": error.code, "reason": error.reason})
    return problem_of(error)


async def _of_the_request(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    if any(each["loc"][0] == "path" and each["type"] in NOWHERE for each in error.errors()):
        return problem_of(not_found("such id"))
    violations = [_violation(each) for each in error.errors()]
    detail = "; ".join(f"{each['path']}: {each['message']}" for each in violations)
    code = "SIZE_UNKNOWN" if {each["code"] for each in violations} == {"SIZE_UNKNOWN"} else "REQUEST_INVALID"
    return problem(422, code, detail, violations=violations)


def _violation(error: dict[str, Any]) -> dict[str, Any]:
    size = error["type"] == "size_unknown"
    message = f"{'it has to be ' if size else ''}{error['msg'][:1].lower()}{error['msg'][1:]}."
    code = "SIZE_UNKNOWN" if size else "FIELD_INVALID"
    return {"code": code, "path": pointer(*error["loc"]), "message": message, "suggestions": []}


async def _of_the_protocol(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if error.status_code == HTTPStatus.NOT_FOUND and looks_signed(str(request.url)):
        return problem_of(altered())
    code = CODES.get(error.status_code, "REQUEST_MALFORMED")
    return problem(error.status_code, code, str(error.detail), dict(error.headers or {}))


async def _of_the_disk(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, OSError) or error.errno not in (errno.ENOSPC, errno.EDQUOT):
        return await _of_nobody(request, error)
    log.error("no room", extra={"code": "DISK_FULL"})
    return problem(507, "DISK_FULL", "There is no room left to keep this. Nothing was changed; try again later.")


async def _of_nobody(_: Request, error: Exception) -> JSONResponse:
    log.error("request failed unexpectedly", exc_info=error)
    return problem(500, "UNEXPECTED", UNEXPECTED)


ANSWERS: dict[type, Callable[[Request, Exception], Awaitable[JSONResponse]]] = {
    LiveryError: _of_ours,
    RequestValidationError: _of_the_request,
    HTTPException: _of_the_protocol,
    OSError: _of_the_disk,
    Exception: _of_nobody,
}
"""The nearest kind of an error answers for it."""
