"""Tidying lets go of what is old and named by nothing, and of nothing else."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection

from configurator.errors import FinalizationRefused
from configurator.finalization import Closing, finalize
from configurator.finalization.archive import Shelf
from configurator.recipe import scene_recipe
from configurator.review.keep_files import keep_files
from configurator.seal import Acceptance
from configurator.seal.keys import signing_key
from renderer.asset import Asset
from renderer.errors import InputError
from renderer.store import FolderStore
from tests.support.tiny_product import checkered_png
from tests.workers.conftest import Choose
from workers.database import Database
from workers.desk import archive_of, desk_of
from workers.garbage import Tidied, tidy
from workers.home import Home
from workers.job import AssetRecord, Job

NOW = datetime(2027, 5, 4, 12, 0, tzinfo=UTC)
PICTURE = Asset("a.png", "image/png", checkered_png())


@pytest.fixture
def home(tmp_path: Path, database: Database) -> Home:
    return Home(tmp_path / "home", "north", database.url)


def age(home: Home) -> None:
    """Make everything that lies there two months old."""
    for path in home.root.rglob("*"):
        if path.is_file():
            os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 60 * 86400))


def gone(home: Home, days: float = 30, *, dry_run: bool = False) -> Tidied:
    return next(each for each in tidy(home, days, dry_run=dry_run) if each.tenant == "north")


def seal(home: Home, choose: Choose, spec: str = "spec-0001") -> None:
    resolved = choose()
    scene_recipe(resolved, home.store)
    acceptance = Acceptance(terms="1", terms_sha256=None, approver="Ann", at=NOW)
    closing = Closing(acceptance, NOW, signing_key(home.root / "keys"), spec=spec)
    finalize(resolved, [PICTURE], home.store, Shelf(archive_of(home), spec, 1, lambda *_: None), closing)


def do(home: Home, number: int) -> AssetRecord:
    """A job, done."""
    job = Job(verb="export", inputs={"n": number}, tenant=home.tenant)
    asset = AssetRecord(
        name="a", media_type="a/b", blob=home.store.put(b"%d" % number), size=1, made_from={}, figures={}
    )
    home.ledger.enqueue(job)
    claim = home.ledger.claim(job.key, "one")
    assert claim is not None
    home.ledger.finish(job.key, claim.token, asset)
    return asset


def test_what_is_sealed_stays_and_the_rest_goes_once_it_is_old(home: Home, choose: Choose) -> None:
    seal(home, choose)
    leftover = home.store.put(b"nobody's")
    assert gone(home).removed == 0
    age(home)
    assert leftover in gone(home, dry_run=True).names
    assert home.store.holds(leftover)
    gone(home)
    assert not home.store.has(leftover)
    archive = archive_of(home)
    names = [name for name, _ in archive.files(archive.find("spec-0001"))]
    assert "a.png" in names


def test_results_of_young_jobs_stay_and_old_jobs_are_forgotten(home: Home) -> None:
    asset = do(home, 1)
    age(home)
    assert (gone(home).removed, home.store.holds(asset.blob)) == (0, True)
    forgotten = gone(home, days=0)
    assert (forgotten.removed, forgotten.jobs) == (1, 1)
    assert home.ledger.count("done") == 0


def test_an_upload_stays_while_a_saved_configuration_names_it(home: Home, choose: Choose, tmp_path: Path) -> None:
    desk = desk_of(home)
    mark = {"kind": "logo", "zone": "panel", "file": "mark.svg"}
    (tmp_path / "mark.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    resolved = choose()
    wanted = resolved.configuration.model_validate({"product": "tiny", "personalizations": [mark]}).beside(tmp_path)
    desk.save(wanted, "Marked", "Ann", NOW, resolved.price)
    (kept,) = desk.folder.iterdir()
    (desk.folder / f"{'0' * 64}.svg").write_bytes(b"<svg/>")
    age(home)
    assert gone(home).names == [f"{'0' * 64}.svg"]
    assert list(desk.folder.iterdir()) == [kept]


def test_an_upload_that_is_used_again_stays_though_no_saved_configuration_names_it_yet(
    home: Home, choose: Choose, tmp_path: Path
) -> None:
    desk, mark = desk_of(home), b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
    (tmp_path / "mark.svg").write_bytes(mark)
    wanted = choose().configuration.model_validate(
        {"product": "tiny", "personalizations": [{"kind": "logo", "zone": "panel", "file": "mark.svg"}]}
    )
    kept = keep_files(wanted.beside(tmp_path), desk.folder)
    home.store.put(b"of a tenant that is known")
    do(home, 1)
    age(home)
    keep_files(kept, desk.folder)
    gone(home)
    assert [path.read_bytes() for path in desk.folder.iterdir()] == [mark]
    age(home)
    gone(home)
    with pytest.raises(InputError, match="no file") as refused:
        keep_files(kept, desk.folder)
    assert (refused.value.code, refused.value.status) == ("FILE_MISSING", 422)


def test_what_is_tidied_while_it_is_sealed_is_put_back_before_the_seal_counts(home: Home, choose: Choose) -> None:
    vanished = set[str]()

    class Vanishing(FolderStore):
        """Somebody tidies as soon as something was put for the first time."""

        def put(self, data: bytes) -> str:
            blob = super().put(data)
            if blob not in vanished:
                vanished.add(blob)
                self.remove(blob)
            return blob

    resolved = choose()
    acceptance = Acceptance(terms="1", terms_sha256=None, approver="Ann", at=NOW)
    closing = Closing(acceptance, NOW, signing_key(home.root / "keys"), spec="spec-0002")
    scene_recipe(resolved, home.store)
    archive = archive_of(home)
    hasty = type(archive)(archive.database, Vanishing(home.root / "tenants" / "north" / "store"), "north")
    finalize(resolved, [PICTURE], home.store, Shelf(hasty, "spec-0002", 1, lambda *_: None), closing)
    assert dict(archive.files(archive.find("spec-0002")))["a.png"] == PICTURE.data


def test_a_revision_counts_only_with_what_comes_along(home: Home, choose: Choose) -> None:
    def refuse(_: Connection, __: object) -> None:
        raise FinalizationRefused("Too late.", code="STATE_FORBIDS")

    resolved = choose()
    scene_recipe(resolved, home.store)
    acceptance = Acceptance(terms="1", terms_sha256=None, approver="Ann", at=NOW)
    closing = Closing(acceptance, NOW, signing_key(home.root / "keys"), spec="spec-0003")
    shelf = Shelf(archive_of(home), "spec-0003", 1, refuse)
    with pytest.raises(FinalizationRefused, match="Too late"):
        finalize(resolved, [PICTURE], home.store, shelf, closing)
    assert shelf.read() is None
