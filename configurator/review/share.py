"""A link for an adviser: whoever has it can look, comment, approve or ask for a change, and nothing else."""

from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import Connection, delete, insert, select

from configurator.database.tables import configurations, shares
from configurator.review.desk import Desk
from configurator.review.saved import Saved
from renderer.digest import digest_bytes
from renderer.errors import InputError

TOKEN_BYTES = 32
"""256 bits: nobody guesses one."""

FOR_GOOD = datetime(9999, 12, 31, tzinfo=UTC)


class Shares:
    """The links of a desk. Only the digest of a token is kept: who reads the database cannot use it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def share(self, config_id: str, by: str, now: datetime, days: int = 14) -> str:
        """A token that opens this configuration for so many days."""
        token, until = token_urlsafe(TOKEN_BYTES), now + timedelta(days=days)
        with self.desk.database.transaction() as db:
            held = self.desk.hold(db, config_id)
            row = {"token_sha256": _digest(token), "id": config_id, "until": until.timestamp()}
            db.execute(insert(shares).values(row))
            self.desk.note(db, config_id, by, now, "shared", {"version": held.version, "until": until.isoformat()})
        return token

    def keep_in(self, db: Connection, token: str, config_id: str) -> None:
        """Have `token`, which somebody else has made, open this configuration until its links are closed."""
        row = {"token_sha256": _digest(token), "id": config_id, "until": FOR_GOOD.timestamp()}
        db.execute(delete(shares).where(shares.c.token_sha256 == row["token_sha256"]))
        db.execute(insert(shares).values(row))

    def revoke(self, config_id: str, by: str, now: datetime) -> None:
        """Close every link to this configuration."""
        with self.desk.database.transaction() as db:
            self.desk.hold(db, config_id)
            db.execute(delete(shares).where(shares.c.id == config_id))
            self.desk.note(db, config_id, by, now, "links closed", {})

    def open(self, token: str, now: datetime) -> Saved:
        """What the link leads to, whoever's it is; raises `InputError` LINK_UNKNOWN (404), also for closed and old."""
        wanted = select(shares.c.id, shares.c.until, configurations.c.tenant).join(configurations)
        with self.desk.database.reading() as db:
            row = db.execute(wanted.where(shares.c.token_sha256 == _digest(token))).first()
        if row is None or row.until < now.timestamp():
            error = InputError("This link leads nowhere, or no longer. Ask for a new one.", code="LINK_UNKNOWN")
            error.status = 404
            raise error
        return self.desk.of(row.tenant).load(row.id)


def credential_of(token: str) -> str:
    """As the trail names whoever comes by this link."""
    return f"link:{_digest(token)[:16]}"


def _digest(token: str) -> str:
    return digest_bytes(token.encode())
