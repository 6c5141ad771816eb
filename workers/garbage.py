"""What nobody needs any more, found and let go of. What a sealed specification names is never touched.

A blob stays while a sealed revision, a saved configuration or a job that is open or young names it, and while it is
young itself. So does an upload while a saved configuration names it, and while it or its last use is young. What was
made is made again when it is asked for; an upload that went is handed in again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, delete, select, union

from configurator.database import alone
from configurator.database.tables import configurations, revisions, versions
from configurator.seal import Revision
from renderer.errors import BlobMissing
from renderer.store import LastingStore, Lying
from workers.database.clock import now
from workers.database.schema import api_keys, jobs
from workers.desk import desk_of
from workers.home import Home
from workers.job import LONG
from workers.ledger import ENDED

BLOB = re.compile(r"\b[0-9a-f]{64}\b")
AT_ONCE = 200
"""Blobs let go of in one transaction, during which nothing can be sealed."""


@dataclass
class Tidied:
    """What was found of one tenant, and let go of."""

    tenant: str
    kept: int = 0
    removed: int = 0
    bytes: int = 0
    jobs: int = 0
    """Rows of the ledger that ended long ago."""
    names: list[str] = field(default_factory=list)
    """What was let go of, or would be."""

    def count(self, name: str, size: int) -> None:
        """One thing less."""
        self.removed, self.bytes = self.removed + 1, self.bytes + size
        self.names.append(name)


def tidy(home: Home, days: float, *, dry_run: bool) -> Iterator[Tidied]:
    """Each tenant's store and files without what is older than `days` and named by nothing that counts."""
    for tenant in tenants(home):
        yield tidy_tenant(home.of(tenant), days * 86400, dry_run=dry_run)


def tenants(home: Home) -> list[str]:
    """Everybody of whom the database knows."""
    columns = (jobs.c.tenant, configurations.c.tenant, revisions.c.tenant, api_keys.c.tenant)
    with home.database.reading() as db:
        return sorted(db.scalars(union(*(select(column) for column in columns))))


def tidy_tenant(home: Home, seconds: float, *, dry_run: bool) -> Tidied:
    """One tenant's. `seconds`: how old is old."""
    with home.database.reading() as db:
        young = float(db.scalar(select(now())) or 0) - seconds
        known = named(db, home, young)
    found = Tidied(home.tenant)
    old = [each for each in home.store.lying() if not _counts(each, known, young, found)]
    for start in range(0, len(old), AT_ONCE):
        with home.database.transaction() as db:
            alone(db, revisions)
            sealed = sealed_blobs(db, home.tenant)
            for each in old[start : start + AT_ONCE]:
                if each.blob not in sealed:
                    _let_go(home.store, each, found, dry_run=dry_run)
    tidy_files(home, young, found, dry_run=dry_run)
    found.jobs = forget_jobs(home, young, dry_run=dry_run)
    return found


def named(db: Connection, home: Home, young: float) -> set[str]:
    """Every blob that something which counts names."""
    open_or_young = jobs.c.state.not_in(ENDED) | (jobs.c.finished_at > young)
    rows = db.execute(
        select(jobs.c.verb, jobs.c.inputs, jobs.c.asset).where(jobs.c.tenant == home.tenant, open_or_young)
    )
    known = sealed_blobs(db, home.tenant) | saved_blobs(db, home.tenant)
    for row in rows:
        known.update(BLOB.findall(f"{row.inputs} {row.asset}"))
        if row.verb in LONG and row.asset:
            known |= delivered(home.store, row.asset)
    return known


def sealed_blobs(db: Connection, tenant: str) -> set[str]:
    """Every blob that a sealed revision names."""
    rows = db.execute(select(revisions.c.revision).where(revisions.c.tenant == tenant))
    stated = (Revision.model_validate_json(row.revision) for row in rows)
    return {file.sha256 for revision in stated for file in revision.files}


def saved_blobs(db: Connection, tenant: str) -> set[str]:
    """Every file that a saved configuration names."""
    bodies = db.scalars(select(versions.c.body).join(configurations).where(configurations.c.tenant == tenant))
    return {name for body in bodies for name in BLOB.findall(body)}


def delivered(store: LastingStore, asset: str) -> set[str]:
    """What the list of a job that is made of jobs names; nothing where the list itself is gone."""
    known: set[str] = set()
    for blob in BLOB.findall(asset):
        try:
            known.update(BLOB.findall(store.get(blob).decode("ascii", "ignore")))
        except BlobMissing:
            continue
    return known


def tidy_files(home: Home, young: float, found: Tidied, *, dry_run: bool) -> None:
    """Files that were uploaded and that no saved configuration names. While they go, nobody saves one that does."""
    with home.database.reading() as db:
        saved = saved_blobs(db, home.tenant)
    old = [path for path in sorted(desk_of(home).folder.glob("*")) if _forsaken(path, saved, young)]
    for start in range(0, len(old), AT_ONCE):
        with home.database.transaction() as db:
            alone(db, configurations)
            alone(db, versions)
            saved = saved_blobs(db, home.tenant)
            for path in old[start : start + AT_ONCE]:
                if _forsaken(path, saved, young):
                    found.count(path.name, path.stat().st_size)
                    _unlink(path, dry_run=dry_run)


def forget_jobs(home: Home, young: float, *, dry_run: bool) -> int:
    """Delete rows of jobs that ended long ago: asked for again, they are new."""
    old = (jobs.c.tenant == home.tenant, jobs.c.state.in_(ENDED), jobs.c.finished_at < young)
    if dry_run:
        with home.database.reading() as db:
            return len(db.scalars(select(jobs.c.key).where(*old)).all())
    with home.database.transaction() as db:
        return db.execute(delete(jobs).where(*old)).rowcount


def _counts(each: Lying, known: set[str], young: float, found: Tidied) -> bool:
    kept = each.blob in known or each.written_at > young
    found.kept += kept
    return kept


def _forsaken(path: Path, saved: set[str], young: float) -> bool:
    return path.stem not in saved and path.stat().st_mtime < young


def _let_go(store: LastingStore, each: Lying, found: Tidied, *, dry_run: bool) -> None:
    found.count(each.blob, each.bytes)
    if not dry_run:
        store.remove(each.blob)


def _unlink(path: Path, *, dry_run: bool) -> None:
    if not dry_run:
        path.unlink(missing_ok=True)
