"""A worker whose jobs fail one after the other steps aside, and one whose machine has no room takes none."""

from dataclasses import replace
from pathlib import Path

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from livery.api.readiness import readiness
from renderer.artwork.fonts import font
from renderer.asset import Asset
from workers.errors import JobFailed
from workers.fitness import missing_font, unable, unfit
from workers.home import Home
from workers.job import Job
from workers.outbox import Outbox
from workers.perform import VERBS, perform
from workers.registry import Registry
from workers.settings import settings
from workers.standing import FAILURES, Standing

JOB = Job(verb="export", inputs={})


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home with one worker, which is this process."""
    monkeypatch.setattr("workers.standing.settings", lambda: settings().model_copy(update={"worker": "one"}))
    found = Home(tmp_path)
    Registry(found.database).beat("one", "preview", "1")
    found.ledger.enqueue(JOB)
    return found


def state(home: Home) -> tuple[str, str]:
    (worker,) = Registry(home.database).all()
    return worker.state, worker.note


def test_three_failures_in_a_row_are_enough(home: Home) -> None:
    standing = Standing(lambda _: "")
    for _ in range(FAILURES - 1):
        standing.note("broken", home)
    standing.note("done", home)
    for _ in range(FAILURES - 1):
        standing.note("broken", home)
    standing.note("none", home)
    assert state(home) == ("working", "")
    standing.note("broken", home)
    assert state(home)[0] == "aside"
    assert "3 jobs in a row" in state(home)[1]


def test_bad_input_is_not_the_workers_fault(home: Home) -> None:
    standing = Standing(lambda _: "")
    for _ in range(5):
        standing.note("refused", home)
    assert state(home) == ("working", "")


def test_a_restart_does_not_end_the_rest_and_a_set_state_does(home: Home) -> None:
    registry = Registry(home.database)
    registry.set_state("one", "aside", "tired")
    assert registry.beat("one", "preview", "1") == "aside"
    registry.set_state("one", "working")
    assert registry.beat("one", "preview", "1") == "working"


def test_a_full_disk_leaves_the_job_to_others(home: Home) -> None:
    assert home.outbox.take(JOB.key) is not None
    assert not Standing(lambda _: "no room").takes_work(JOB.key, home)
    assert state(home) == ("aside", "no room")
    assert Outbox(home.database).take(JOB.key) is not None


def test_a_job_refused_for_its_input_within_another_is_refused_too(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def nested(*_: object) -> Asset:
        raise JobFailed("render hero: too large", code="SHOT_TOO_LARGE", details={"job": "a", "status": 422})

    monkeypatch.setitem(VERBS, "export", nested)
    assert perform(JOB.key, home) == "refused"
    (row,) = home.ledger.rows([JOB.key])
    assert row.error is not None
    assert row.error["status"] == 422


def test_a_job_that_was_stopped_for_its_time_says_so(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object) -> Asset:
        raise SoftTimeLimitExceeded

    monkeypatch.setitem(VERBS, "export", slow)
    assert perform(JOB.key, home) == "broken"
    (row,) = home.ledger.rows([JOB.key])
    assert row.error is not None
    assert row.error["code"] == "JOB_TIMED_OUT"


def test_a_machine_without_a_font_takes_no_work_and_one_without_opengl_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (unfit(tmp_path), unable()) == ("", "")
    missing_font.cache_clear()
    lost = replace(font("great-vibes"), package="fontpkg_of_nobody")
    monkeypatch.setattr("renderer.artwork.fonts.fonts", lambda: (lost,))
    assert "pip install fontpkg-of-nobody" in unfit(tmp_path)
    missing_font.cache_clear()
    monkeypatch.setattr("workers.fitness.find_library", lambda _: None)
    assert "No OpenGL" in unable()


def test_what_a_worker_lacks_is_known_of_it_from_its_first_beat(home: Home) -> None:
    registry = Registry(home.database)
    registry.beat("two", "preview", "1", "No OpenGL")
    assert {each.name: (each.state, each.note) for each in registry.all()}["two"] == ("working", "No OpenGL")
    assert "one lacks: No OpenGL" in readiness(home)["workers"].detail
