"""Addresses that a browser may open without a key: signed over all they say, good for a time.

HMAC-SHA256 (https://www.rfc-editor.org/rfc/rfc2104) over method, path and every query parameter but the signature
itself, sorted; so nothing can be changed, added or taken away.
"""

import hmac
import os
import re
import secrets
import time
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from livery.api.errors import RequestRefused
from livery.api.keys import Caller
from workers.errors import SettingsInvalid

MAX_SECONDS = 30 * 24 * 3600
MARKS = ("expires", "key", "tenant", "signature")
SIGNED = re.compile(r"(?:expires|signature)=|[?&](?:key|tenant)=")
LOWERED = re.compile(r"%(?:[a-f]|.[a-f])")
"""An escape that is not written as `sign` writes it, https://www.rfc-editor.org/rfc/rfc3986#section-2.1."""
Pairs = Sequence[tuple[str, str]]


def looks_signed(url: str) -> bool:
    """Whether somebody has signed this, also where one character of it is another by now."""
    return SIGNED.search(url) is not None


def altered() -> RequestRefused:
    """What whoever shows an address that nobody has signed is told, whatever it says."""
    return RequestRefused(403, "SIGNATURE_INVALID", "This address is not as it was signed. Ask for a new one.")


class Signer:
    """Signs with the first key and believes all, so that keys can be changed while addresses are out."""

    def __init__(self, keys: dict[str, bytes], clock: Callable[[], float] = time.time) -> None:
        self.keys = keys
        self.clock = clock

    def sign(self, url: str, tenant: str, seconds: int) -> str:
        """`url`, a path with its query, as `tenant` may hand it to browsers for `seconds`."""
        parts = urlsplit(url)
        asked = parse_qsl(parts.query, keep_blank_values=True)
        if parts.scheme or parts.netloc or not parts.path.startswith("/v1/") or any(name in MARKS for name, _ in asked):
            raise RequestRefused(
                422, "URL_INVALID", "Sign a path of this API that begins with /v1/ and is not signed yet."
            )
        key = next(iter(self.keys))
        pairs = [*asked, ("expires", str(int(self.clock()) + seconds)), ("key", key), ("tenant", tenant)]
        signature = self._signature(self.keys[key], parts.path, pairs)
        return f"{quote(parts.path, safe='/%')}?{urlencode([*pairs, ('signature', signature)])}"

    def caller(self, path: str, pairs: Pairs) -> Caller:
        """Who signed the address; raises `RequestRefused` 403 where anything about it is not as it was signed."""
        marks = {name: [value for each, value in pairs if each == name] for name in MARKS}
        once = all(len(values) == 1 for values in marks.values())
        words = {name: values[0] if once else "" for name, values in marks.items()}
        rest = [pair for pair in pairs if pair[0] != "signature"]
        expected = self._signature(self.keys.get(words["key"], b"no such key"), path, rest)
        good = hmac.compare_digest(expected.encode(), words["signature"].encode())
        if not good or not once or words["key"] not in self.keys:
            raise altered()
        if int(words["expires"]) < self.clock():
            raise RequestRefused(403, "SIGNATURE_EXPIRED", "This address was good for a time that is over.")
        return Caller(words["tenant"], frozenset({"read", "draw"}), f"signed:{words['key']}")

    @staticmethod
    def _signature(key: bytes, path: str, pairs: Pairs) -> str:
        said = f"GET\n{quote(path, safe='/')}\n{urlencode(sorted(pairs))}"
        return hmac.new(key, said.encode(), sha256).hexdigest()


def read_keys(setting: str, root: Path) -> dict[str, bytes]:
    """The keys of LIVERY_SIGNING_KEYS; where it is empty, one that is made and kept in the home."""
    if not setting:
        return {"home": _own_key(root / "signing.key")}
    pairs = [each.strip().partition(":") for each in setting.split(",")]
    if not all(name and len(secret) >= 32 for name, _, secret in pairs):
        raise SettingsInvalid(
            "LIVERY_SIGNING_KEYS: write id:secret, comma-separated, each secret of 32 characters or more."
        )
    return {name: secret.encode() for name, _, secret in pairs}


def _own_key(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}-{os.getpid()}-{secrets.token_hex(4)}")
    fresh.touch(0o600)
    fresh.write_text(secrets.token_hex(32))
    try:
        # A link fails where the name is taken: of many that come first at once, all use the same key.
        path.hardlink_to(fresh)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path.read_bytes()
