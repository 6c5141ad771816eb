"""Whatever processes do to it, a job has one state and one holder."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from workers import ledger as ledger_module
from workers.job import AssetRecord, Job
from workers.ledger import Ledger

JOB = Job(verb="export", inputs={"model": "0" * 64})
ASSET = AssetRecord(name="a.glb", media_type="model/gltf-binary", blob="1" * 64, size=3, made_from={}, figures={})


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.sqlite")


def state(ledger: Ledger, job: Job = JOB) -> str:
    return ledger.rows([job.key])[0].state


def test_a_job_goes_from_queued_to_done(ledger: Ledger) -> None:
    ledger.enqueue(JOB)
    assert state(ledger) == "queued"
    claim = ledger.claim(JOB.key)
    assert claim is not None
    assert claim.job == JOB
    assert state(ledger) == "running"
    ledger.finish(JOB.key, claim.token, ASSET)
    assert ledger.rows([JOB.key])[0].asset == ASSET


def test_equal_jobs_are_one_row_and_done_work_stays_done(ledger: Ledger) -> None:
    ledger.enqueue(JOB)
    claim = ledger.claim(JOB.key)
    assert claim is not None
    ledger.finish(JOB.key, claim.token, ASSET)
    ledger.enqueue(Job(verb="export", inputs={"model": "0" * 64}))
    assert state(ledger) == "done"
    assert ledger.claim(JOB.key) is None


def test_of_many_claimants_one_wins(ledger: Ledger) -> None:
    ledger.enqueue(JOB)
    with ThreadPoolExecutor(8) as pool:
        claims = list(pool.map(lambda _: ledger.claim(JOB.key), range(32)))
    assert sum(claim is not None for claim in claims) == 1


def test_an_expired_lease_passes_on_and_fences_its_former_holder(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_module, "LEASE_SECONDS", -1)
    ledger.enqueue(JOB)
    late, next_ = ledger.claim(JOB.key), ledger.claim(JOB.key)
    assert late is not None
    assert next_ is not None
    ledger.finish(JOB.key, late.token, ASSET)
    assert state(ledger) == "running"
    ledger.finish(JOB.key, next_.token, ASSET)
    assert state(ledger) == "done"


def test_a_failed_job_says_why_and_may_be_tried_again(ledger: Ledger) -> None:
    ledger.enqueue(JOB)
    claim = ledger.claim(JOB.key)
    assert claim is not None
    ledger.fail(JOB.key, claim.token, {"code": "BLOB_MISSING", "message": "gone"})
    row = ledger.rows([JOB.key])[0]
    assert (row.state, row.error) == ("failed", {"code": "BLOB_MISSING", "message": "gone"})
    ledger.enqueue(JOB)
    assert state(ledger) == "queued"


def test_keys_follow_verb_and_inputs_and_nothing_else() -> None:
    same = Job(verb="export", inputs=dict(reversed(list({"model": "0" * 64, "a": 1}.items()))))
    assert same.key == Job(verb="export", inputs={"a": 1, "model": "0" * 64}).key
    assert JOB.key != Job(verb="export", inputs={"model": "2" * 64}).key
    assert JOB.key != Job(verb="assemble", inputs=JOB.inputs).key
