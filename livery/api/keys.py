"""API keys: shown once, kept as hashes, each for a tenant and a few scopes."""

import hmac
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, get_args

from sqlalchemy import func, insert, select, update

from livery.api.errors import RequestRefused
from workers.database import Database
from workers.database.clock import now
from workers.database.schema import api_keys

Scope = Literal["read", "write", "draw", "sign", "operate"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
"""Read what is there; save configurations and files; have things drawn and built; sign addresses; look at metrics."""

TENANT = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
KEY = re.compile(r"lv_([0-9a-f]{16})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True)
class Caller:
    """Who asks, and what they may."""

    tenant: str
    scopes: frozenset[str]
    key: str = ""
    """The id of the key; empty for whoever is on the machine itself."""

    @property
    def signed(self) -> bool:
        """Whether it is a signed address that lets them in."""
        return self.key.startswith("signed:")

    @property
    def credential(self) -> str:
        """As the trail names what let them in; empty for whoever is on the machine itself."""
        return self.key if self.signed or not self.key else f"key:{self.key}"


@dataclass(frozen=True)
class Issued:
    """What is known of a key, which is not the key."""

    id: str
    tenant: str
    scopes: str
    created_at: float
    """Seconds since 1970."""
    revoked: bool


OPERATOR = Caller("", frozenset(SCOPES))


class ApiKeys:
    """The keys of a deployment."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def issue(self, tenant: str, scopes: tuple[Scope, ...]) -> str:
        """A new key. It cannot be shown again."""
        if not TENANT.fullmatch(tenant):
            message = f"{tenant[:80]!r} is no name for a tenant: small letters, digits and hyphens, at most 63."
            raise RequestRefused(422, "TENANT_INVALID", message)
        name, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
        words = {"id": name, "tenant": tenant, "secret": hashed(secret), "scopes": " ".join(scopes)}
        with self.database.transaction() as db:
            db.execute(insert(api_keys).values(**words, revoked=False, created_at=now()))
        return f"lv_{name}_{secret}"

    def revoke(self, name: str) -> bool:
        """Refuse the key with this id from now on; False where there is none."""
        with self.database.transaction() as db:
            return bool(db.execute(update(api_keys).where(api_keys.c.id == name).values(revoked=True)).rowcount)

    def all(self) -> list[Issued]:
        """Every key that was ever issued, by tenant, the oldest first."""
        shown = (api_keys.c[name] for name in Issued.__annotations__)
        with self.database.reading() as db:
            rows = db.execute(select(*shown).order_by(api_keys.c.tenant, api_keys.c.created_at)).mappings()
            return [Issued(**row) for row in rows]

    def count(self) -> int:
        """How many keys are good."""
        with self.database.reading() as db:
            return db.scalar(select(func.count()).select_from(api_keys).where(api_keys.c.revoked.is_(False))) or 0

    def caller(self, key: str) -> Caller:
        """Whose key it is; raises `RequestRefused` 401 for any that is not good."""
        parts = KEY.fullmatch(key)
        found = self._find(parts[1]) if parts else None
        # Compared also where there is no such key, so that time tells nothing.
        given, kept = hashed(parts[2] if parts else ""), found[1] if found else hashed("no such key")
        if not hmac.compare_digest(given, kept) or found is None or parts is None:
            raise RequestRefused(401, "KEY_INVALID", "This API key is not good. Ask the operator for another.")
        return Caller(found[0], frozenset(found[2].split()), parts[1])

    def named(self, name: str) -> Caller:
        """Whose key has this id; raises `RequestRefused` 401 where it has been revoked."""
        found = self._find(name)
        if found is None:
            raise RequestRefused(401, "KEY_INVALID", "This API key is not good any more. Ask the operator for another.")
        return Caller(found[0], frozenset(found[2].split()), name)

    def _find(self, name: str) -> tuple[str, str, str] | None:
        columns = (api_keys.c.tenant, api_keys.c.secret, api_keys.c.scopes)
        with self.database.reading() as db:
            row = db.execute(select(*columns).where(api_keys.c.id == name, api_keys.c.revoked.is_(False))).first()
        return (row.tenant, row.secret, row.scopes) if row else None


def hashed(secret: str) -> str:
    """SHA-256: enough for 32 random bytes, which nobody guesses."""
    return sha256(secret.encode()).hexdigest()
