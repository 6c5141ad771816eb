"""Structured logs: a JSON object a line, with the job and the trace it belongs to, and no word of a customer."""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

KNOWN = (
    *("job", "verb", "outcome", "code", "seconds", "status", "method", "route", "worker", "count", "queue"),
    *("notice", "event", "why", "reason"),
)
"""What may be said besides the message: identifiers, figures, why a part failed; nothing that somebody typed."""

_trace: ContextVar[str] = ContextVar("trace", default="")


def current_trace() -> str:
    """The trace of what this thread or task is doing: 32 hex digits, or nothing."""
    return _trace.get()


@contextmanager
def trace(name: str) -> Iterator[None]:
    """Log what happens inside under this trace."""
    token = _trace.set(name)
    try:
        yield
    finally:
        _trace.reset(token)


class JsonLines(logging.Formatter):
    """One record, one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON; of an exception its type and place, since its text may quote what was handed in."""
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            # Uvicorn calls all its words so, also those of a start or an end that went well.
            "logger": "uvicorn" if record.name == "uvicorn.error" else record.name,
            "message": record.getMessage(),
            "trace": current_trace(),
            **{name: getattr(record, name, None) for name in KNOWN},
        }
        if record.exc_info and record.exc_info[0]:
            said["exception"] = record.exc_info[0].__name__
            said["where"] = self.formatStack(_frames(record))
        return json.dumps({name: value for name, value in said.items() if value not in ("", None)})


def configure_logging(level: str = "info") -> None:
    """Log to standard error as JSON, all libraries included."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for loud in ("uvicorn.access", "celery.app.trace", "celery.worker.strategy", "alembic.runtime.plugins"):
        logging.getLogger(loud).setLevel(logging.WARNING)


def _frames(record: logging.LogRecord) -> str:
    import traceback  # noqa: PLC0415 - only where something went wrong

    found = traceback.extract_tb(record.exc_info[2]) if record.exc_info else []
    return " < ".join(f"{frame.name} {frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in reversed(found))
