"""An archive keeps revisions as a folder does, on SQLite and on Postgres, for many tenants at once."""

import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from configurator.errors import FinalizationRefused
from configurator.finalization import finalize
from configurator.finalization.archive import Archive, Shelf
from configurator.recipe import scene_recipe
from configurator.resolve import ResolvedConfiguration
from configurator.seal import Revision, verify_folder
from renderer.asset import Asset
from renderer.errors import InputError
from renderer.store import MemoryStore
from tests.configurator.finalization.conftest import PICTURE, Close
from workers.database import Database

SPEC = "spec-0001"
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
DRAWN = Asset("pictures/hero.png", "image/png", PICTURE)


@pytest.fixture
def archive(database: Database, order: ResolvedConfiguration) -> Archive:
    store = MemoryStore()
    scene_recipe(order, store)
    return Archive(database, store, "north")


def seal(
    archive: Archive,
    order: ResolvedConfiguration,
    close: Close,
    after: timedelta = timedelta(0),
    before: Revision | None = None,
) -> Revision:
    shelf = Shelf(archive, SPEC, 1, nothing)
    return finalize(order, [DRAWN], archive.store, shelf, close(after), before)


def nothing(_: Connection, __: Revision) -> None:
    """Nothing comes along."""


def test_an_archived_folder_unpacked_verifies(
    archive: Archive, order: ResolvedConfiguration, close: Close, tmp_path: Path
) -> None:
    first = seal(archive, order, close)
    second = seal(archive, order, close, HOUR, first)
    packed = b"".join(archive.zipped(archive.find(SPEC)))
    assert packed == b"".join(archive.zipped(archive.find(SPEC, 2)))
    with zipfile.ZipFile(BytesIO(packed)) as folder:
        folder.extractall(tmp_path)
    verdict = verify_folder(tmp_path / SPEC)
    assert verdict.ok, verdict.faults
    assert (verdict.revision, len(verdict.keys)) == (second, 2)
    assert archive.find(SPEC, 1).revision == first


def test_of_many_who_seal_at_once_one_wins(archive: Archive, order: ResolvedConfiguration, close: Close) -> None:
    def attempt(_: int) -> str:
        try:
            return str(seal(archive, order, close).number)
        except FinalizationRefused as error:
            return error.code

    with ThreadPoolExecutor(3) as pool:
        found = sorted(pool.map(attempt, range(3)))
    assert found == ["1", "ALREADY_FINALIZED", "ALREADY_FINALIZED"]


def test_a_second_after_the_window_it_stands(archive: Archive, order: ResolvedConfiguration, close: Close) -> None:
    first = seal(archive, order, close)
    with pytest.raises(FinalizationRefused) as caught:
        seal(archive, order, close, 24 * HOUR + SECOND, first)
    assert caught.value.code == "WINDOW_CLOSED"
    assert archive.find(SPEC).revision == first


def test_a_tenant_finds_its_own_alone(archive: Archive, order: ResolvedConfiguration, close: Close) -> None:
    seal(archive, order, close)
    south = Archive(archive.database, archive.store, "south")
    assert ([each.revision.spec for each in archive.page(9)[0]], south.page(9)) == ([SPEC], ([], None))
    with pytest.raises(InputError) as caught:
        south.find(SPEC)
    assert (caught.value.code, caught.value.status) == ("SPEC_UNKNOWN", 404)


def test_what_is_sealed_can_neither_be_changed_nor_deleted(
    archive: Archive, order: ResolvedConfiguration, close: Close
) -> None:
    seal(archive, order, close)
    for wish in ("delete from revisions", "update revisions set seal = '{}'"):
        with pytest.raises(IntegrityError, match="can only be added to"), archive.database.transaction() as db:
            db.execute(text(wish))
    with archive.database.transaction() as db:
        postgres = db.dialect.name == "postgresql"
        db.execute(text(f"drop trigger {'revisions_stays on revisions' if postgres else 'revisions_update'}"))
        db.execute(text("update revisions set revision = replace(revision, 'Ann', 'Bob')"))
    with pytest.raises(FinalizationRefused) as caught:
        archive.find(SPEC)
    assert caught.value.code == "SEAL_BROKEN"
