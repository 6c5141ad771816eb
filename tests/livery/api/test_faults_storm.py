"""Hundreds of jobs while processes are killed and told to stop, and previews beside a batch: none lost, none late."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select

from configurator.configuration import Configuration
from configurator.recipe import scene_recipe, shots
from configurator.resolve import resolve
from livery.api.routes.previews import sized
from tests.configurator.tiny_catalog import load_tiny
from tests.livery.api.conftest import running, wait_until
from tests.livery.api.test_faults import children
from workers.database import dispose_engines
from workers.database.clock import now
from workers.database.schema import jobs as rows
from workers.home import Home
from workers.job import Job
from workers.ledger import BULK

pytestmark = pytest.mark.slow
FULL = os.environ.get("LIVERY_TEST_FAULTS") == "full"
JOBS, CHILDREN, WORKERS, STOPS = (500, 20, 20, 10) if FULL else (60, 3, 1, 1)
BATCH, PREVIEWS = (1000, 20) if FULL else (60, 3)
RECOVERY_S = 10.0
"""How long after its lease a job that somebody was killed over is anybody's again."""
PATIENCE_S = 3600.0 if FULL else 400.0


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    yield Home(tmp_path / "home")
    dispose_engines()


def pictures(tiny: Path, home: Home, count: int, size: int = 160) -> list[Job]:
    """Pictures of the tiny cart in as many colours, `size` pixels wide."""
    catalog, made = load_tiny(tiny), []
    for number in range(count):
        wanted = {"product": "tiny", "selections": {"body_color": {"custom": f"#{number * 977:06x}"}}}
        resolved = resolve(Configuration.model_validate(wanted), catalog)
        shot = sized(shots(resolved, home.store)[0], size)
        recipe = scene_recipe(resolved, home.store).model_dump(mode="json")
        made.append(
            Job(verb="preview", inputs={"recipe": recipe, "shot": shot.model_dump(mode="json"), "format": "png"})
        )
    return made


def states(home: Home, keys: list[str]) -> Counter[str]:
    return Counter(row.state for row in home.ledger.rows(keys))


def overdue(home: Home) -> float:
    """How long ago the lease of a job ran out that nobody has taken back, seconds."""
    with home.database.reading() as db:
        held = select(func.max(now() - rows.c.lease_until)).where(rows.c.state == "running")
        return max(float(db.scalar(held) or 0), 0.0)


def of_kind(pid: int, kind: str) -> list[int]:
    """Celery's main processes below `pid`, or the children that do the work."""
    celery = [child for child, command in children(pid).items() if "celery" in command]
    mains = [child for child in celery if any(below in celery for below in children(child))]
    return mains if kind == "worker" else [child for child in celery if child not in mains]


def strike(pid: int, kind: str, number: signal.Signals) -> None:
    """One of them, whichever."""
    if found := of_kind(pid, kind):
        with suppress(ProcessLookupError):
            os.kill(random.choice(found), number)


def test_none_of_many_jobs_is_lost_in_a_storm(tiny_models: Path, home: Home) -> None:
    wanted = pictures(tiny_models, home, JOBS)
    keys = [job.key for job in wanted]
    blows = [("child", signal.SIGKILL)] * CHILDREN + [("worker", signal.SIGKILL)] * WORKERS
    blows += [("worker", signal.SIGTERM)] * STOPS
    random.Random(7).shuffle(blows)
    late: list[float] = []

    def done(count: int) -> bool:
        late.append(overdue(home))
        return home.ledger.count("done") >= count

    with running(tiny_models, home.root, "--workers", "2") as (_, process):
        start = time.monotonic()
        for job in wanted:
            home.ledger.enqueue(job, BULK)
        for number, (kind, blow) in enumerate(blows, 1):
            due = JOBS * number // (len(blows) + 1)
            wait_until(lambda due=due: done(due), process, home.root / "log", PATIENCE_S)  # type: ignore[misc]
            strike(process.pid, kind, blow)
        wait_until(lambda: done(JOBS), process, home.root / "log", PATIENCE_S)
        found = home.ledger.rows(keys)
        assert all(row.asset and home.store.holds(row.asset.blob) for row in found)
        print(f"storm: {JOBS} jobs, {len(blows)} blows, all done in {time.monotonic() - start:.0f} s; ", end="")
        print(f"{sum(row.attempt > 1 for row in found)} at a later attempt, at most {max(late):.1f} s after a lease")
    assert max(late) <= RECOVERY_S


def test_previews_wait_for_one_job_of_the_bulk_and_a_second_at_most(tiny_models: Path, home: Home) -> None:
    with running(tiny_models, home.root) as (url, process):
        for job in pictures(tiny_models, home, BATCH):
            home.ledger.enqueue(job, BULK)
        waits, before = list[float](), list[int]()
        for number in range(PREVIEWS):
            due = BATCH * number // PREVIEWS + 3
            wait_until(lambda due=due: home.ledger.count("done") > due, process, home.root / "log", PATIENCE_S)  # type: ignore[misc]
            key = ask_preview(url, number)
            wait_until(lambda key=key: states(home, [key])["done"] == 1, process, home.root / "log", PATIENCE_S)  # type: ignore[misc]
            waited, ahead = turn(home, key)
            waits.append(waited)
            before.append(ahead)
        assert home.ledger.count("queued") > 0, "the batch had ended"
    print(f"{PREVIEWS} previews beside a batch of {BATCH}: waited {max(waits):.2f} s at most, ", end="")
    print(f"{max(before)} jobs of the bulk began before their turn")
    assert max(before) <= 1


def ask_preview(url: str, number: int) -> str:
    """The job of a picture that only a worker draws."""
    wish = {"configuration": {"product": "tiny"}, "shot": f"turn-{number:02}", "size": 160}
    return str(
        httpx.post(f"{url}/v1/previews", json=wish, headers={"Prefer": "respond-async"}, timeout=60).json()["id"]
    )


def turn(home: Home, key: str) -> tuple[float, int]:
    """How long a preview waited, seconds, and for how many jobs of the bulk beside the one that was under way: none
    that began within a second of it counts."""
    with home.database.reading() as db:
        preview = db.execute(select(rows).where(rows.c.key == key)).one()
        ahead = rows.c.started_at.between(preview.created_at + 1.0, preview.started_at)
        counted = db.scalar(select(func.count()).select_from(rows).where(ahead, rows.c.queue == "batch"))
    return preview.started_at - preview.created_at, int(counted or 0)


def test_two_hundred_equal_requests_are_one_job(tiny_models: Path, home: Home) -> None:
    wish = {"configuration": {"product": "tiny", "selections": {"body_color": {"custom": "#123456"}}}, "size": 160}
    with running(tiny_models, home.root) as (url, _), httpx.Client(base_url=url, timeout=120) as api:
        headers = {"Accept": "application/json", "Prefer": "wait=60"}
        with ThreadPoolExecutor(50) as pool:
            answers = list(pool.map(lambda _: api.post("/v1/previews", json=wish, headers=headers), range(200)))
        told = {(answer.status_code, answer.json().get("sha256")) for answer in answers}
        with home.database.reading() as db:
            (row,) = db.execute(select(rows.c.attempt, rows.c.state).where(rows.c.verb == "preview")).all()
    assert len(told) == 1
    assert tuple(row) == (1, "done")
