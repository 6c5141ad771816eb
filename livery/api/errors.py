"""Errors that only a service has, as branches of the tree drawn in `renderer/errors.py`."""

from renderer.errors import InputError


class RequestRefused(InputError):
    """A request that is understood and not carried out; `status` and `code` say why."""

    code = "REQUEST_REFUSED"
    status = 400

    def __init__(self, status: int, code: str, message: str, *, retry_after: int | None = None) -> None:
        super().__init__(message, code=code)
        self.status = status
        self.retry_after = retry_after


def not_found(what: str) -> RequestRefused:
    """404: there is none, or none that this caller may know of."""
    return RequestRefused(404, "NOT_FOUND", f"There is no {what} here. Check the address, and that it is yours.")
