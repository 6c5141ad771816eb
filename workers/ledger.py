"""The ledger: a job is a row first; a message only wakes a worker. SQLite in WAL mode, shared by processes.

queued ──claim──► running ──finish──► done
                     │ └────fail────► failed ──enqueue──► queued
                     └─lease runs out─► claimable again
"""

import json
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from workers.job import AssetRecord, Job

LEASE_SECONDS = 30.0

NOW = "((julianday('now') - 2440587.5) * 86400.0)"
"""Seconds since 1970 by the clock of the host, which all who use the file share.

`unixepoch('subsec')` is not in every SQLite that Debian ships."""

SCHEMA = """
create table if not exists jobs (
    key text primary key, verb text not null, inputs text not null,
    state text not null default 'queued', token text, lease_until real,
    attempt integer not null default 0, asset text, error text, started_at real, finished_at real
)"""

CLAIM = f"""
update jobs set state = 'running', token = :token, attempt = attempt + 1,
    started_at = {NOW}, lease_until = {NOW} + :lease
where key = :key and (state = 'queued' or (state = 'running' and lease_until < {NOW}))
returning verb, inputs"""

ENQUEUE = """
insert into jobs (key, verb, inputs) values (?, ?, ?)
on conflict (key) do update set state = 'queued', error = null where state = 'failed'"""

CLOSE = f"""
update jobs set state = :state, asset = :asset, error = :error, finished_at = {NOW}
where key = :key and token = :token and state = 'running'"""

BEAT = f"""
update jobs set lease_until = {NOW} + :lease where key = :key and token = :token and state = 'running'"""

ROWS = f"""
select key, state, asset, error, coalesce(finished_at - started_at, 0), state = 'running' and lease_until < {NOW},
    attempt
from jobs where key in (%s)"""


@dataclass(frozen=True)
class Claim:
    """The right to do a job, until the lease runs out."""

    job: Job
    token: str


@dataclass(frozen=True)
class Row:
    """How a job stands."""

    key: str
    state: str
    asset: AssetRecord | None
    error: dict[str, object] | None
    seconds: float
    """How long it took, wall time; 0 while it has not ended."""
    stale: bool
    """Whether its holder let the lease run out: it was killed, or hangs."""
    attempt: int
    """How often somebody took it."""


class Ledger:
    """Rows of jobs. Every method is one transaction, and safe to call from any process."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def enqueue(self, job: Job) -> None:
        """Write `job` down; one that is there already stays as it is, unless it had failed."""
        with self._transaction() as db:
            db.execute(ENQUEUE, (job.key, job.verb, json.dumps(job.inputs)))

    def claim(self, key: str) -> Claim | None:
        """Take the job, or nothing where it is done or somebody else holds it."""
        token = secrets.token_hex(8)
        with self._transaction() as db:
            row = db.execute(CLAIM, {"key": key, "token": token, "lease": LEASE_SECONDS}).fetchone()
        return Claim(Job(verb=row[0], inputs=json.loads(row[1])), token) if row else None

    def finish(self, key: str, token: str, asset: AssetRecord) -> None:
        """Close a job with its result; without effect where the lease has passed to another."""
        self._close(key, token, "done", asset=asset.model_dump_json())

    def fail(self, key: str, token: str, error: dict[str, object]) -> None:
        """Close a job with its error."""
        self._close(key, token, "failed", error=json.dumps(error))

    def forget(self, key: str) -> None:
        """Queue a job again that was done, because its result is gone."""
        with self._transaction() as db:
            db.execute("update jobs set state = 'queued', attempt = 0 where key = ? and state = 'done'", (key,))

    def beat(self, key: str, token: str) -> None:
        """Renew the lease: the holder is alive."""
        with self._transaction() as db:
            db.execute(BEAT, {"key": key, "token": token, "lease": LEASE_SECONDS})

    def release(self, key: str, token: str) -> None:
        """Give a job back undone: its holder was told to stop."""
        self._close(key, token, "queued")

    def rows(self, keys: Sequence[str]) -> list[Row]:
        """How these jobs stand, in the order asked."""
        marks = ",".join("?" * len(keys))
        with closing(self._connect()) as db:
            found = {row[0]: row for row in db.execute(ROWS % marks, keys)}
        return [_row(found[key]) for key in keys if key in found]

    def count(self, state: str) -> int:
        """How many jobs stand at `state`."""
        with closing(self._connect()) as db:
            return int(db.execute("select count(*) from jobs where state = ?", (state,)).fetchone()[0])

    def _close(self, key: str, token: str, state: str, asset: str | None = None, error: str | None = None) -> None:
        with self._transaction() as db:
            db.execute(CLOSE, {"key": key, "token": token, "state": state, "asset": asset, "error": error})

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with closing(self._connect()) as db:
            db.execute("begin immediate")
            try:
                yield db
            except BaseException:
                db.execute("rollback")
                raise
            db.execute("commit")

    def _connect(self) -> sqlite3.Connection:
        fresh = not self.path.exists()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        if fresh:
            db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = full")
        db.execute(SCHEMA)
        return db


def _row(columns: tuple[str, str, str | None, str | None, float, int, int]) -> Row:
    key, state, asset, error, seconds, stale, attempt = columns
    record = AssetRecord.model_validate_json(asset) if asset else None
    return Row(key, state, record, json.loads(error) if error else None, seconds, bool(stale), attempt)
