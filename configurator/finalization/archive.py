"""Sealed revisions of many specifications: statements in the database, files in the store under their digests."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, func, insert, or_, select
from sqlalchemy.exc import IntegrityError

from configurator.database import Database, alone
from configurator.database.tables import revisions
from configurator.errors import FinalizationRefused
from configurator.finalization.pack import pack
from configurator.seal.revision import REVISION_FILE, SEAL_FILE, Revision, Seal
from configurator.seal.verify import history_name
from renderer.asset import Asset
from renderer.digest import digest_bytes
from renderer.errors import InputError
from renderer.store import Store

Place = tuple[float, str]
"""Of a specification in the order of the last sealed: when, and its id."""


@dataclass(frozen=True)
class Sealed:
    """One revision as it lies in the archive; `version` is that of the configuration it closes."""

    revision: Revision
    version: int
    statement: bytes
    seal: bytes
    sha256: str
    """Of the statement."""


@dataclass(frozen=True)
class Archive:
    """The specifications of one tenant."""

    database: Database
    store: Store
    tenant: str = ""

    def find(self, spec: str, number: int | None = None) -> Sealed:
        """The newest revision, or that one; raises `InputError` SPEC_UNKNOWN (404)."""
        wanted = select(revisions).where(revisions.c.spec == spec, revisions.c.tenant == self.tenant)
        if number is not None:
            wanted = wanted.where(revisions.c.number == number)
        with self.database.reading() as db:
            row = db.execute(wanted.order_by(revisions.c.number.desc()).limit(1)).first()
        if row is None:
            raise _unknown(spec)
        return _sealed(row)

    def first_in(self, db: Connection, revision: Revision) -> Revision:
        """The first revision of the specification, which is `revision` itself where nothing is laid yet."""
        if revision.number == 1:
            return revision
        wanted = select(revisions.c.revision).where(revisions.c.spec == revision.spec, revisions.c.number == 1)
        return Revision.model_validate_json(db.execute(wanted).scalar_one())

    def page(self, limit: int, after: Place | None = None) -> tuple[list[Sealed], Place | None]:
        """The newest revision of each, the last sealed first, and after which the next page begins."""
        numbers = select(revisions.c.spec, func.max(revisions.c.number).label("number"))
        last = numbers.where(revisions.c.tenant == self.tenant).group_by(revisions.c.spec).subquery()
        newest = and_(revisions.c.spec == last.c.spec, revisions.c.number == last.c.number)
        wanted = select(revisions).join(last, newest)
        if after:
            same = and_(revisions.c.sealed_at == after[0], revisions.c.spec < after[1])
            wanted = wanted.where(or_(revisions.c.sealed_at < after[0], same))
        order = (revisions.c.sealed_at.desc(), revisions.c.spec.desc())
        with self.database.reading() as db:
            rows = db.execute(wanted.order_by(*order).limit(limit + 1)).all()
        shown = [_sealed(row) for row in rows[:limit]]
        return shown, (rows[limit - 1].sealed_at, rows[limit - 1].spec) if len(rows) > limit else None

    def files(self, sealed: Sealed) -> Iterator[tuple[str, bytes]]:
        """Everything that a sealed folder of this revision holds, by name, each read when it is its turn.

        Raises `BlobMissing` before the first where one is lost or damaged: all are read once to see.
        """
        stated, blobs = dict(self._statements(sealed)), {file.name: file.sha256 for file in sealed.revision.files}
        for blob in blobs.values():
            self.store.get(blob)
        names = sorted(stated | blobs)
        return ((name, stated[name] if name in stated else self.store.get(blobs[name])) for name in names)

    def _statements(self, sealed: Sealed) -> Iterator[tuple[str, bytes]]:
        yield REVISION_FILE, sealed.statement
        yield SEAL_FILE, sealed.seal
        for number in range(1, sealed.revision.number):
            earlier = self.find(sealed.revision.spec, number)
            yield history_name(number, REVISION_FILE), earlier.statement
            yield history_name(number, SEAL_FILE), earlier.seal

    def zipped(self, sealed: Sealed) -> Iterator[bytes]:
        """The sealed folder as the pieces of a ZIP that `livery verify` holds good once it is unpacked."""
        return pack(sealed.revision.spec, self.files(sealed))


@dataclass(frozen=True)
class Shelf:
    """A place for the revisions of one specification in an archive.

    `along` is done in the transaction that lays a revision: both come about, or neither.
    """

    archive: Archive
    spec: str
    version: int
    along: Callable[[Connection, Revision], object]

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nothing to hold: a revision's number can be taken but once."""
        yield

    def read(self, number: int | None = None) -> Revision | None:
        """The newest revision, or the one of that number; raises `FinalizationRefused` SEAL_BROKEN."""
        try:
            return self.archive.find(self.spec, number).revision
        except InputError as error:
            if error.code == "SPEC_UNKNOWN":
                return None
            raise

    def lay(self, files: Sequence[Asset], sealed: tuple[bytes, bytes], before: Revision | None) -> None:  # noqa: ARG002 - earlier revisions stay where they are
        """Files first, then all that speaks of them at once; raises `FinalizationRefused` ALREADY_FINALIZED."""
        for file in files:
            self.archive.store.put(file.data)
        statement, seal = sealed
        revision = Revision.model_validate_json(statement)
        row = {
            "spec": self.spec,
            "number": revision.number,
            "tenant": self.archive.tenant,
            "version": self.version,
            "revision": statement.decode(),
            "seal": seal.decode(),
            "sha256": digest_bytes(statement),
            "sealed_at": revision.sealed_at.timestamp(),
        }
        try:
            with self.archive.database.transaction() as db:
                self._hold_fast(db, files)
                self.along(db, revision)
                db.execute(insert(revisions).values(row))
        except IntegrityError:
            message = f"Somebody was faster: there is revision {revision.number} now. Look at it, and decide again."
            raise FinalizationRefused(message, code="ALREADY_FINALIZED") from None

    def _hold_fast(self, db: Connection, files: Sequence[Asset]) -> None:
        """From here on nobody tidies away what this revision names: whoever does asks for the same right."""
        alone(db, revisions)
        for file in files:
            if not self.archive.store.has(file.digest):
                self.archive.store.put(file.data)


def _sealed(row: Row[*tuple[Any, ...]]) -> Sealed:
    statement, seal = row.revision.encode(), row.seal.encode()
    if not digest_bytes(statement) == row.sha256 == Seal.model_validate_json(seal).revision_sha256:
        message = f"Revision {row.number} of {row.spec} is not what was signed. Put the original back."
        raise FinalizationRefused(message, code="SEAL_BROKEN")
    return Sealed(Revision.model_validate_json(statement), row.version, statement, seal, row.sha256)


def _unknown(spec: str) -> InputError:
    message = f"There is no specification {spec[:40]!r}. Check the id, and that it is yours."
    error = InputError(message, code="SPEC_UNKNOWN")
    error.status = 404
    return error
