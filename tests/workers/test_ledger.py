"""Whatever processes do to it, a job has one state and one holder: on SQLite, and on Postgres where there is one."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import update

from workers import ledger as ledger_module
from workers import outbox as outbox_module
from workers.database import Database
from workers.database.clock import now
from workers.database.schema import jobs
from workers.figures import figures
from workers.job import AssetRecord, Job
from workers.ledger import MAX_ATTEMPTS, Claim, Ledger, Row, Wish
from workers.outbox import Outbox

JOB = Job(verb="export", inputs={"model": "0" * 64})
ASSET = AssetRecord(name="a.glb", media_type="model/gltf-binary", blob="1" * 64, size=3, made_from={}, figures={})


@pytest.fixture
def ledger(database: Database) -> Ledger:
    return Ledger(database)


@pytest.fixture
def outbox(database: Database) -> Outbox:
    return Outbox(database)


def row(ledger: Ledger, job: Job = JOB) -> Row:
    return ledger.rows([job.key])[0]


def state(ledger: Ledger, job: Job = JOB) -> str:
    return row(ledger, job).state


def claimed(ledger: Ledger, job: Job = JOB, holder: str = "") -> Claim:
    claim = ledger.claim(job.key, holder)
    assert claim is not None
    return claim


def sent_before(outbox: Outbox, seconds: float) -> None:
    """Have the message of `JOB` count as sent so long ago."""
    with outbox.database.transaction() as db:
        db.execute(update(jobs).where(jobs.c.key == JOB.key).values(sent_at=now() - seconds))


def test_a_job_goes_from_queued_to_done(ledger: Ledger) -> None:
    ledger.enqueue(JOB, Wish(trace="ab" * 16))
    assert state(ledger) == "queued"
    claim = claimed(ledger)
    assert (claim.job, claim.trace) == (JOB, "ab" * 16)
    assert state(ledger) == "running"
    assert ledger.finish(JOB.key, claim.token, ASSET)
    assert row(ledger).asset == ASSET
    assert figures(ledger.database).mean_seconds.keys() == {"export"}
    assert not figures(ledger.database).render_seconds
    assert (ledger.assets("", ASSET.blob), ledger.assets("another", ASSET.blob)) == ([ASSET], [])


def test_what_engines_take_is_told_apart(ledger: Ledger) -> None:
    for engine in ("studio", "draft"):
        job = Job(verb="render", inputs={"engine": engine})
        ledger.enqueue(job)
        drawn = ASSET.model_copy(update={"made_from": {"engine": engine}})
        assert ledger.finish(job.key, claimed(ledger, job).token, drawn)
    assert figures(ledger.database).render_seconds.keys() == {"studio", "draft"}


def test_equal_jobs_are_one_row_and_done_work_stays_done(ledger: Ledger) -> None:
    ledger.enqueue(JOB)
    ledger.finish(JOB.key, claimed(ledger).token, ASSET)
    ledger.enqueue(Job(verb="export", inputs={"model": "0" * 64}))
    assert state(ledger) == "done"
    assert ledger.claim(JOB.key, "one") is None


def test_of_many_claimants_one_wins(ledger: Ledger) -> None:
    ledger.enqueue(JOB)
    with ThreadPoolExecutor(8) as pool:
        claims = list(pool.map(lambda _: ledger.claim(JOB.key, "one"), range(32)))
    assert sum(claim is not None for claim in claims) == 1


def test_an_expired_lease_passes_on_and_fences_its_former_holder(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_module, "LEASE_SECONDS", -1)
    ledger.enqueue(JOB)
    late, next_ = claimed(ledger), claimed(ledger)
    assert not ledger.finish(JOB.key, late.token, ASSET)
    ledger.beat(JOB.key, late.token)
    assert state(ledger) == "running"
    assert ledger.finish(JOB.key, next_.token, ASSET)
    assert state(ledger) == "done"


def test_a_failed_job_says_why_and_may_be_tried_again(ledger: Ledger) -> None:
    ledger.enqueue(JOB)
    ledger.fail(JOB.key, claimed(ledger).token, {"code": "BLOB_MISSING", "message": "gone"})
    assert (row(ledger).state, row(ledger).error) == ("failed", {"code": "BLOB_MISSING", "message": "gone"})
    ledger.enqueue(JOB)
    assert (row(ledger).state, row(ledger).error) == ("queued", None)


def test_a_job_given_back_is_free_at_once_and_has_cost_no_attempt(ledger: Ledger, outbox: Outbox) -> None:
    ledger.enqueue(JOB)
    ledger.release(JOB.key, claimed(ledger).token)
    assert (row(ledger).state, row(ledger).attempt) == ("queued", 0)
    claimed(ledger, holder="host-1")
    assert outbox.hand_back("host-2", crashed=False) == 0
    assert outbox.hand_back("host-1", crashed=False) == 1
    assert (row(ledger).state, row(ledger).attempt) == ("queued", 0)


def test_a_job_whose_process_crashes_each_time_is_buried_at_the_third(ledger: Ledger, outbox: Outbox) -> None:
    ledger.enqueue(JOB)
    for attempt in range(1, MAX_ATTEMPTS):
        claimed(ledger, holder="host-1")
        assert outbox.hand_back("host-1", crashed=True) == 1
        assert (row(ledger).state, row(ledger).attempt) == ("queued", attempt)
    claimed(ledger, holder="host-1")
    assert outbox.hand_back("host-1", crashed=True) == 1
    assert state(ledger) == "dead"
    assert f"livery status --revive {JOB.key}" in str((row(ledger).error or {})["message"])


def test_progress_is_told_by_the_holder_alone(ledger: Ledger) -> None:
    ledger.enqueue(JOB)
    token = claimed(ledger).token
    ledger.progress(JOB.key, "another", {"done": 9})
    assert row(ledger).progress == {}
    ledger.progress(JOB.key, token, {"done": 1})
    assert row(ledger).progress == {"done": 1}


def test_a_message_is_due_once_and_again_where_it_seems_lost(ledger: Ledger, outbox: Outbox) -> None:
    ledger.enqueue(JOB)
    assert [message.key for message in outbox.due()] == [JOB.key]
    assert outbox.due() == []
    outbox.unsend(JOB.key)
    assert outbox.take(JOB.key) is not None
    assert outbox.take(JOB.key) is None
    sent_before(outbox, outbox_module.GRACE_SECONDS + 1)
    assert outbox.due() == []
    assert len(outbox.due(broker_is_empty=True)) == 1


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_host_whose_clock_is_wrong_sends_nothing_twice_and_takes_nobodys_job(
    ledger: Ledger, outbox: Outbox, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    other = Job(verb="export", inputs={"model": "1" * 64})
    for job in (JOB, other):
        ledger.enqueue(job)
    assert len(outbox.due()) == 2
    claimed(ledger)
    right = time.time
    monkeypatch.setattr(time, "time", lambda: right() + hours * 3600)
    outbox.reclaim()
    assert outbox.due() == []
    assert ledger.claim(JOB.key, "another") is None
    assert (state(ledger), state(ledger, other)) == ("running", "queued")


def test_messages_are_repeated_ever_more_rarely(ledger: Ledger, outbox: Outbox) -> None:
    ledger.enqueue(JOB)
    assert len(outbox.due()) == 1
    for doublings in range(outbox_module.MOST_DOUBLINGS):
        patience = outbox_module.RESEND_SECONDS * 2**doublings
        sent_before(outbox, patience - 1)
        assert outbox.due() == []
        sent_before(outbox, patience + 1)
        assert len(outbox.due()) == 1


def test_what_is_waited_for_goes_before_the_bulk_and_leaves_it(ledger: Ledger, outbox: Outbox) -> None:
    bulk = [Job(verb="export", inputs={"model": "0" * 64, "n": n}) for n in range(3)]
    for job in bulk:
        ledger.enqueue(job, Wish("batch", priority=6))
    assert {message.queue for message in outbox.due()} == {"batch"}
    ledger.enqueue(bulk[2], Wish("preview", priority=0))
    ledger.enqueue(JOB, Wish("batch", priority=9))
    messages = outbox.due()
    assert [(each.key, each.queue) for each in messages] == [(bulk[2].key, "preview"), (JOB.key, "batch")]


def test_killed_workers_jobs_go_back_and_die_at_the_third(
    ledger: Ledger, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_module, "LEASE_SECONDS", -1)
    neighbour = Job(verb="export", inputs={"model": "3" * 64})
    for job in (JOB, neighbour):
        ledger.enqueue(job)
    for _ in range(MAX_ATTEMPTS):
        assert ledger.claim(JOB.key, "host-1") is not None
        assert outbox.reclaim() == 1
    assert state(ledger) == "dead"
    assert (row(ledger).error or {})["code"] == "JOB_ABANDONED"
    assert ledger.claim(JOB.key, "one") is None
    ledger.enqueue(JOB)
    assert state(ledger) == "dead"
    assert state(ledger, neighbour) == "queued"
    (letter,) = outbox.dead()
    assert (letter.key, letter.verb) == (JOB.key, "export")
    assert "host-1" in letter.reason
    assert figures(ledger.database).dead_letters == 1
    assert not ledger.revive(neighbour.key)
    assert ledger.revive(JOB.key)
    assert not outbox.dead()
    assert figures(ledger.database).dead_letters == 0
    assert (state(ledger), row(ledger).attempt) == ("queued", 0)


def test_sweepers_side_by_side_send_a_message_once(ledger: Ledger, outbox: Outbox) -> None:
    for number in range(40):
        ledger.enqueue(Job(verb="export", inputs={"n": number}))
    with ThreadPoolExecutor(4) as pool:
        sent = [message.key for found in pool.map(lambda _: outbox.due(), range(8)) for message in found]
    assert len(sent) == len(set(sent)) == 40


def test_keys_follow_verb_inputs_and_tenant_and_nothing_else() -> None:
    same = Job(verb="export", inputs=dict(reversed(list({"model": "0" * 64, "a": 1}.items()))))
    assert same.key == Job(verb="export", inputs={"a": 1, "model": "0" * 64}).key
    assert JOB.key != Job(verb="export", inputs={"model": "2" * 64}).key
    assert JOB.key != Job(verb="assemble", inputs=JOB.inputs).key
    assert JOB.key != JOB.model_copy(update={"tenant": "north"}).key
