"""Where configurations are kept: saved, named, versioned, moved from state to state."""

import json
import sqlite3
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from secrets import token_hex

from configurator.configuration import Configuration, LogoPersonalization
from configurator.errors import FinalizationRefused
from configurator.resolve import ResolvedConfiguration
from configurator.resolve.read_beside import read_beside
from configurator.review.database import Database
from configurator.review.saved import Saved
from configurator.review.states import CHANGEABLE, State, require_step
from configurator.review.trail import Entry, entries, first_broken, note
from renderer.errors import InputError
from renderer.store import write_atomically

NEWEST = "SELECT * FROM configurations JOIN versions USING (id) WHERE id = ? ORDER BY version DESC LIMIT 1"
NUMBERED = "SELECT * FROM configurations JOIN versions USING (id) WHERE id = ? AND version = ?"
MAX_NAME = 120


class Desk:
    """The configurations in one folder: `desk.sqlite`, and the files that they name."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.database = Database(root / "desk.sqlite")

    def save(self, resolved: ResolvedConfiguration, name: str, by: str, now: datetime) -> Saved:
        """Keep it as a first version, priced by its list from now on."""
        config_id = token_hex(8)
        with self.database.writing() as connection:
            row = (config_id, _clean_name(name), "saved")
            connection.execute("INSERT INTO configurations VALUES (?, ?, ?)", row)
            self._add(connection, config_id, 1, resolved, by, now)
        return self.load(config_id)

    def change(self, config_id: str, resolved: ResolvedConfiguration, by: str, now: datetime, expected: int) -> Saved:
        """Keep another version; the state goes back to saved.

        Raises `FinalizationRefused`: VERSION_DIFFERS where `expected` is no longer the newest, STATE_FORBIDS where
        it has been finalized.
        """
        with self.database.writing() as connection:
            row = self.newest(connection, config_id, expected)
            if row["state"] not in CHANGEABLE:
                raise FinalizationRefused(f"It is {row['state']}; save it as another.", code="STATE_FORBIDS")
            self._add(connection, config_id, expected + 1, resolved, by, now)
            self.set_state(connection, config_id, "saved")
        return self.load(config_id)

    def rename(self, config_id: str, name: str, by: str, now: datetime) -> Saved:
        """Call it something else."""
        with self.database.writing() as connection:
            before = self.newest(connection, config_id, None)["name"]
            connection.execute("UPDATE configurations SET name = ? WHERE id = ?", (_clean_name(name), config_id))
            note(connection, config_id, by, now, "renamed", {"from": before, "to": _clean_name(name)})
        return self.load(config_id)

    def move(self, config_id: str, state: State, by: str, now: datetime, expected: int) -> Saved:
        """Bring version `expected` into `state`; raises `FinalizationRefused` where it may not or is no longer new."""
        with self.database.writing() as connection:
            row = self.newest(connection, config_id, expected)
            require_step(row["state"], state)
            self.set_state(connection, config_id, state)
            note(connection, config_id, by, now, state, {"version": expected, "from": row["state"]})
        return self.load(config_id)

    def load(self, config_id: str, version: int | None = None) -> Saved:
        """The newest version, or that one; raises `InputError` CONFIGURATION_UNKNOWN (404)."""
        query, key = (NEWEST, (config_id,)) if version is None else (NUMBERED, (config_id, version))
        with self.database.reading() as connection:
            row = connection.execute(query, key).fetchone()
        if row is None:
            raise _unknown(config_id)
        folder = self.root / "files" / config_id / str(row["version"])
        return Saved(
            id=config_id,
            name=row["name"],
            version=row["version"],
            state=row["state"],
            configuration=Configuration.model_validate_json(row["configuration"]).beside(folder),
            total=Decimal(row["total"]),
            currency=row["currency"],
            saved_at=datetime.fromisoformat(row["at"]),
            saved_by=row["by"],
        )

    def trail(self, config_id: str) -> list[Entry]:
        """Everything that was done to it; raises `InputError` TRAIL_BROKEN where somebody changed what is written."""
        with self.database.reading() as connection:
            broken = first_broken(connection, config_id)
            if broken is not None:
                raise InputError(f"Entry {broken} of the trail is not as it was written.", code="TRAIL_BROKEN")
            return entries(connection, config_id)

    def _add(
        self,
        connection: sqlite3.Connection,
        config_id: str,
        version: int,
        resolved: ResolvedConfiguration,
        by: str,
        now: datetime,
    ) -> None:
        kept = resolved.configuration.model_copy(update={"price_list": resolved.price.price_list})
        self._keep_files(kept, self.root / "files" / config_id / str(version))
        text = json.dumps(kept.model_dump(mode="json"), ensure_ascii=False)
        price = resolved.price
        row = (config_id, version, text, str(price.total), price.currency, now.isoformat(), by)
        connection.execute("INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        note(connection, config_id, by, now, "saved", {"version": version, "total": str(price.total)})

    @staticmethod
    def _keep_files(configuration: Configuration, folder: Path) -> None:
        for each in configuration.personalizations:
            if isinstance(each, LogoPersonalization):
                write_atomically(folder / each.file, read_beside(configuration.folder, each.file))

    @staticmethod
    def newest(connection: sqlite3.Connection, config_id: str, expected: int | None) -> sqlite3.Row:
        """The newest version; raises `FinalizationRefused` VERSION_DIFFERS where it is not the expected one."""
        row: sqlite3.Row | None = connection.execute(NEWEST, (config_id,)).fetchone()
        if row is None:
            raise _unknown(config_id)
        if expected is not None and row["version"] != expected:
            newest = f"Version {row['version']}, saved by {row['by']},"
            message = f"{newest} is the newest; you saw version {expected}. Load it, and decide again."
            raise FinalizationRefused(message, code="VERSION_DIFFERS", details={"version": row["version"]})
        return row

    @staticmethod
    def set_state(connection: sqlite3.Connection, config_id: str, state: State) -> None:
        """Where it stands from now on; whether it may is asked before."""
        connection.execute("UPDATE configurations SET state = ? WHERE id = ?", (state, config_id))


def _unknown(config_id: str) -> InputError:
    error = InputError(f"There is no configuration {config_id[:40]!r}. Save one first.", code="CONFIGURATION_UNKNOWN")
    error.status = 404
    return error


def _clean_name(name: str) -> str:
    cleaned = " ".join(name.split())
    if not 0 < len(cleaned) <= MAX_NAME:
        raise InputError(f"Give it a name of 1 to {MAX_NAME} characters.", code="NAME_INVALID")
    return cleaned
