"""Errors of the workers' branch of the tree drawn in `renderer/errors.py`."""

from renderer.errors import SystemFailure


class JobFailed(SystemFailure):
    """A job ended in an error, or its worker died; `details` carry the job's kind, key and the error's code."""

    code = "JOB_FAILED"


class BrokerUnavailable(SystemFailure):
    """No broker answers where one was expected."""

    code = "BROKER_UNAVAILABLE"
    status = 503
