"""Errors of the workers' branch of the tree drawn in `renderer/errors.py`."""

from renderer.errors import InputError, SystemFailure


class JobFailed(SystemFailure):
    """A job ended in an error, or its worker died; `details` carry the job's kind, key and the error's code."""

    code = "JOB_FAILED"


class JobTimedOut(SystemFailure):
    """A worker stopped a job that took too long."""

    code = "JOB_TIMED_OUT"


class BrokerUnavailable(SystemFailure):
    """No broker answers where one was expected."""

    code = "BROKER_UNAVAILABLE"
    status = 503


class DatabaseUnavailable(SystemFailure):
    """The database does not answer, is full, or refuses."""

    code = "DATABASE_UNAVAILABLE"
    status = 503


class NoticeUndelivered(SystemFailure):
    """Somebody could not be told; `for_good` where another try is of no use."""

    code = "NOTICE_UNDELIVERED"
    status = 503

    def __init__(self, message: str, *, for_good: bool = False) -> None:
        super().__init__(message)
        self.for_good = for_good


class WorkerOutdated(SystemFailure):
    """A worker's code is not that of the process that asked: its result would stand under a wrong name."""

    code = "WORKER_OUTDATED"
    status = 503


class FolderBusy(SystemFailure):
    """A folder is being filled by another process."""

    code = "FOLDER_BUSY"
    status = 503


class SettingsInvalid(InputError):
    """An environment variable holds what cannot be."""

    code = "SETTINGS_INVALID"
