"""One trip through real processes: everything arrives, the same inputs give the same bytes, nothing is done twice."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.workers.conftest import Choose
from workers.carriers import PoolCarrier
from workers.database.clock import now
from workers.database.schema import jobs
from workers.errors import JobFailed
from workers.home import Home
from workers.job import Job
from workers.ledger import MAX_ATTEMPTS
from workers.perform import perform
from workers.trip import Delivery, Progress, Trip


def take(home: Path, choose: Choose, **selections: str) -> Delivery:
    with PoolCarrier(home, 2) as pool:
        return Trip(Home(home), pool).take(choose(**selections))


def blobs(delivery: Delivery) -> dict[str, str]:
    return {asset.name: asset.blob for asset in delivery.assets}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, choose: Choose) -> Delivery:
    return take(tmp_path_factory.mktemp("home"), choose)


def test_everything_arrives(first: Delivery, tmp_path: Path) -> None:
    first.write(tmp_path)
    files = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert files == {
        "images/hero.png",
        "images/zone-panel.png",
        "model.glb",
        "model.usdz",
        "spec_sheet.json",
        "spec_sheet.html",
        "spec_sheet.pdf",
    }


def test_a_folder_that_is_used_again_keeps_nothing_of_the_delivery_before(first: Delivery, tmp_path: Path) -> None:
    first.write(tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    fewer = replace(first, assets=tuple(asset for asset in first.assets if asset.name != "images/zone-panel.png"))
    fewer.write(tmp_path)
    assert not (tmp_path / "images" / "zone-panel.png").exists()
    assert (tmp_path / "images" / "hero.png").exists()
    assert (tmp_path / "notes.txt").exists()


def test_a_spec_sheet_from_elsewhere_deletes_nothing_outside_its_folder(first: Delivery, tmp_path: Path) -> None:
    outside, folder = tmp_path / "precious.txt", tmp_path / "out"
    outside.write_text("mine")
    folder.mkdir()
    (folder / "spec_sheet.json").write_text('{"assets": [{"name": "../precious.txt"}, {"name": 3}]}')
    first.write(folder)
    assert outside.exists()


def test_a_worker_of_another_version_takes_no_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path)
    job = Job(verb="export", inputs={"model": "0" * 64})
    home.ledger.enqueue(job)
    asked = job.key
    monkeypatch.setattr("workers.job.code_digest", lambda _: "another version")
    perform(asked, home)
    (row,) = home.ledger.rows([asked])
    assert row.state == "failed"
    assert row.error is not None
    assert row.error["code"] == "WORKER_OUTDATED"


def test_another_home_gives_the_same_bytes(first: Delivery, choose: Choose, tmp_path: Path) -> None:
    assert blobs(take(tmp_path, choose)) == blobs(first)


def test_a_second_trip_does_nothing_again(first: Delivery, choose: Choose) -> None:
    with PoolCarrier(first.home.root, 1) as pool:
        seen: list[Progress] = []
        Trip(first.home, pool, seen.append).take(choose())
    assert all(progress.done == progress.total for progress in seen)


def test_another_colour_changes_pictures_and_the_model_but_bakes_nothing(first: Delivery, choose: Choose) -> None:
    bakes = {path.name for path in (first.home.bakes / "bakes").iterdir()}
    other = blobs(take(first.home.root, choose, body_color="paint.gold"))
    assert all(other[name] != blob for name, blob in blobs(first).items())
    assert {path.name for path in (first.home.bakes / "bakes").iterdir()} == bakes


def test_a_job_that_fails_says_why_and_keeps_its_code(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with PoolCarrier(tmp_path, 1) as pool, pytest.raises(JobFailed) as raised:
        Trip(home, pool)._run([Job(verb="export", inputs={"model": "0" * 64, "format": "glb", "facts": {}})])
    assert raised.value.code == "BLOB_MISSING"
    assert raised.value.message.startswith("export glb: No blob 000000000000")


LOST = Job(verb="export", inputs={"model": "0" * 64, "format": "glb", "facts": {}})


def three_times_killed(home: Home, *, lapsed: bool) -> None:
    """The row as three processes leave it that were killed over it."""
    home.ledger.enqueue(LOST)
    home.ledger.claim(LOST.key, "one")
    until = now() - 1 if lapsed else now() + 0.3
    with home.database.transaction() as db:
        db.execute(update(jobs).where(jobs.c.key == LOST.key).values(attempt=MAX_ATTEMPTS, lease_until=until))


def test_a_new_build_tries_again_what_three_processes_died_over(tmp_path: Path) -> None:
    three_times_killed(Home(tmp_path), lapsed=True)
    with PoolCarrier(tmp_path, 1) as pool, pytest.raises(JobFailed) as raised:
        Trip(Home(tmp_path), pool)._run([LOST])
    assert raised.value.code == "BLOB_MISSING"


@pytest.mark.parametrize("lapsed", [True, False])
def test_a_build_that_nobody_repeats_by_hand_leaves_the_dead_alone_and_names_the_way_out(
    tmp_path: Path, lapsed: bool
) -> None:
    three_times_killed(Home(tmp_path), lapsed=lapsed)
    with PoolCarrier(tmp_path, 1) as pool, pytest.raises(JobFailed, match="livery status --revive") as raised:
        Trip(Home(tmp_path), pool, anew=False)._run([LOST])
    assert raised.value.code == "JOB_ABANDONED"


def test_a_lost_store_is_filled_again_with_the_same_bytes(first: Delivery, choose: Choose) -> None:
    shutil.rmtree(first.home.root / "store")
    assert blobs(take(first.home.root, choose)) == blobs(first)
