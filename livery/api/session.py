"""A browser's session: a cookie that names an API key, signed, and good for a time.

It holds no secret, and no scope: the key that it names is looked up at every request, so that a session may do what
its key may at that moment, and ends with it. What it could be made to do by the pages of others is refused:
https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html.
"""

from hashlib import sha256

from fastapi import Request, Response
from itsdangerous import BadSignature, TimestampSigner

from livery.api.door import authority
from livery.api.errors import RequestRefused
from livery.api.signing import Signer
from workers.settings import settings

COOKIE = "livery_session"
SAFE = ("GET", "HEAD", "OPTIONS")


class Sessions(TimestampSigner):
    """Signs with the first of the signing keys and believes all of them, as addresses are signed."""

    def __init__(self, signer: Signer) -> None:
        oldest_first = [*reversed(signer.keys.values())]
        super().__init__(oldest_first, salt="livery.session", key_derivation="hmac", digest_method=sha256)
        self._clock = signer.clock

    def get_timestamp(self) -> int:
        """Seconds since 1970."""
        return int(self._clock())

    def key_of(self, cookie: str) -> str:
        """The id of the key behind a session; raises `RequestRefused` 401 where it is over, or none of ours."""
        try:
            return self.unsign(cookie, max_age=lasting_seconds()).decode()
        except (BadSignature, UnicodeDecodeError):
            raise RequestRefused(401, "SESSION_OVER", "This session is over. Sign in again.") from None

    def begin(self, key: str, request: Request, response: Response) -> None:
        """Have the browser keep a session of the key with this id."""
        response.set_cookie(
            COOKIE,
            self.sign(key).decode(),
            max_age=lasting_seconds(),
            secure=request.url.scheme == "https" or settings().site.startswith("https://"),
            httponly=True,
            samesite="lax",
        )


def lasting_seconds() -> int:
    """How long a session lasts."""
    return settings().session_hours * 3600


def require_same_origin(request: Request) -> None:
    """Raise `RequestRefused` 403 where a page of another origin wants something written.

    Browsers say where a request comes from in Sec-Fetch-Site (https://www.w3.org/TR/fetch-metadata/), older ones in
    Origin; what says neither comes from none of our pages.
    """
    if request.method in SAFE:
        return
    site, place = request.headers.get("sec-fetch-site"), authority(request.headers.get("origin", ""))
    ours = site == "same-origin" if site else place and place == request.headers.get("host")
    if not ours:
        message = "A page of another site asks for this. Open the page here, and try again."
        raise RequestRefused(403, "ORIGIN_FOREIGN", message)
