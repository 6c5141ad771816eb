"""Signed webhooks as https://www.standardwebhooks.com has them: id, time and body under HMAC-SHA256.

The id stays the same however often a notice is sent, so that a receiver takes it once; the time is signed, so that
what somebody overheard is worth nothing five minutes later.
"""

import base64
import hmac
import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Container, Mapping
from typing import Any

from renderer.errors import InputError
from workers.errors import NoticeUndelivered
from workers.notices.secret import key_of

TIMEOUT_SECONDS = 10.0
TOLERANCE_SECONDS = 300.0
GONE = 410
"""A receiver that answers so wants to hear no more."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer: a signed body is not carried to where somebody else points."""

    def redirect_request(self, *_: Any, **__: Any) -> None:  # noqa: ANN401 - urllib's own
        """Follow none."""


OPENER = urllib.request.build_opener(_NoRedirect)


def send_webhook(address: str, name: str, body: Mapping[str, Any], secret: str, at: float) -> None:
    """POST `body` to `address`; raises `NoticeUndelivered` unless the answer is 2xx."""
    if not address.startswith(("https://", "http://")):
        raise NoticeUndelivered(f"{address[:80]!r} is no address for a webhook.", for_good=True)
    data = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    headers = {"Content-Type": "application/json", **signed(name, data, secret, at)}
    request = urllib.request.Request(address, data, headers, method="POST")
    try:
        with OPENER.open(request, timeout=TIMEOUT_SECONDS) as answer:
            answer.read(0)
    except urllib.error.HTTPError as error:
        error.close()
        raise NoticeUndelivered(f"The receiver answered {error.code}.", for_good=error.code == GONE) from None
    except (OSError, http.client.HTTPException) as error:
        # What a receiver says that is no HTTP stays out of the reason: `BadStatusLine` quotes it.
        said = error if isinstance(error, OSError) else type(error).__name__
        raise NoticeUndelivered(f"The receiver does not answer as one: {said}.") from None


def signed(name: str, body: bytes, secret: str, at: float) -> dict[str, str]:
    """The headers that name, date and sign `body`."""
    stamp = str(int(at))
    return {"webhook-id": name, "webhook-timestamp": stamp, "webhook-signature": _signature(name, stamp, body, secret)}


def receive_webhook(
    headers: Mapping[str, str], body: bytes, secret: str, at: float, seen: Container[str] = ()
) -> dict[str, Any]:
    """What a receiver does: the body, where it is signed with `secret`, fresh at `at`, and its id not among `seen`.

    Raises `InputError`: WEBHOOK_FORGED, WEBHOOK_STALE, WEBHOOK_REPEATED.
    """
    lower = {key.lower(): value for key, value in headers.items()}
    name, stamp = lower.get("webhook-id", ""), lower.get("webhook-timestamp", "")
    offered = lower.get("webhook-signature", "").split()
    wanted = _signature(name, stamp, body, secret)
    if not any(hmac.compare_digest(each.encode(), wanted.encode()) for each in offered):
        raise InputError("The signature does not fit body, id and time. Drop it.", code="WEBHOOK_FORGED")
    if abs(at - int(stamp)) > TOLERANCE_SECONDS:
        raise InputError("It was signed more than five minutes ago. Drop it.", code="WEBHOOK_STALE")
    if name in seen:
        raise InputError("It has been taken before. Answer 200, and do nothing.", code="WEBHOOK_REPEATED")
    plain: dict[str, Any] = json.loads(body)
    return plain


def _signature(name: str, stamp: str, body: bytes, secret: str) -> str:
    digest = hmac.digest(key_of(secret), f"{name}.{stamp}.".encode() + body, "sha256")
    return f"v1,{base64.b64encode(digest).decode()}"
