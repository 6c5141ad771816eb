"""A link for an adviser: whoever has it can look, comment, approve or ask for a change, and nothing else."""

from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Literal

from configurator.review.desk import Desk
from configurator.review.saved import Comment, Saved
from configurator.review.states import State, require_step
from configurator.review.trail import note
from renderer.digest import digest_bytes
from renderer.errors import InputError

TOKEN_BYTES = 32
"""256 bits: nobody guesses one."""
MAX_TEXT = 4000
Kind = Literal["comment", "approval", "change-request"]
LEADS_TO: dict[Kind, State] = {"approval": "ready", "change-request": "saved"}


class Shares:
    """The links of a desk. Only the digest of a token is kept: who reads the file cannot use it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def share(self, config_id: str, by: str, now: datetime, days: int = 14) -> str:
        """A token that opens this configuration for so many days."""
        token, until = token_urlsafe(TOKEN_BYTES), now + timedelta(days=days)
        version = self.desk.load(config_id).version
        with self.desk.database.writing() as connection:
            connection.execute("INSERT INTO shares VALUES (?, ?, ?)", (_digest(token), config_id, until.isoformat()))
            note(connection, config_id, by, now, "shared", {"version": version, "until": until.isoformat()})
        return token

    def revoke(self, config_id: str, by: str, now: datetime) -> None:
        """Close every link to this configuration."""
        with self.desk.database.writing() as connection:
            connection.execute("DELETE FROM shares WHERE id = ?", (config_id,))
            note(connection, config_id, by, now, "links closed", {})

    def open(self, token: str, now: datetime) -> Saved:
        """What the link leads to; raises `InputError` LINK_UNKNOWN (404), also for closed and old ones."""
        with self.desk.database.reading() as connection:
            row = connection.execute("SELECT * FROM shares WHERE token_sha256 = ?", (_digest(token),)).fetchone()
        if row is None or datetime.fromisoformat(row["until"]) < now:
            error = InputError("This link leads nowhere, or no longer. Ask for a new one.", code="LINK_UNKNOWN")
            error.status = 404
            raise error
        return self.desk.load(row["id"])

    def say(self, token: str, by: str, text: str, now: datetime, kind: Kind = "comment", about: str = "") -> Saved:
        """Leave a comment. An approval makes it ready; a request for a change brings it back to its owner."""
        if len(text) > MAX_TEXT or not by.strip() or (kind != "approval" and not text.strip()):
            raise InputError(f"Give a name, and a text of 1 to {MAX_TEXT:,} characters.", code="COMMENT_INVALID")
        seen = self.open(token, now)
        leads_to: State | None = LEADS_TO.get(kind)
        with self.desk.database.writing() as connection:
            row = self.desk.newest(connection, seen.id, seen.version)
            if leads_to is not None and row["state"] != leads_to:
                require_step(row["state"], leads_to)
                self.desk.set_state(connection, seen.id, leads_to)
            values = (seen.id, seen.version, now.isoformat(), by, kind, text, about)
            connection.execute("INSERT INTO comments VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", values)
            note(connection, seen.id, by, now, kind, {"version": seen.version, "text": text, "about": about})
        return self.desk.load(seen.id)

    def comments(self, config_id: str) -> list[Comment]:
        """What was said, oldest first."""
        with self.desk.database.reading() as connection:
            rows = connection.execute("SELECT * FROM comments WHERE id = ? ORDER BY number", (config_id,)).fetchall()
        fields = Comment.model_fields
        return [Comment.model_validate({name: row[name] for name in fields}) for row in rows]


def _digest(token: str) -> str:
    return digest_bytes(token.encode())
