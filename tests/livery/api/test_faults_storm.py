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
from sqlalchemy import select

from configurator.configuration import Configuration
from configurator.recipe import scene_recipe, shots
from configurator.resolve import resolve
from livery.api.routes.previews import sized
from tests.configurator.tiny_catalog import load_tiny
from tests.livery.api.conftest import running, wait_until
from tests.livery.api.test_faults import children
from workers.database import dispose_engines
from workers.database.schema import jobs as rows
from workers.home import Home
from workers.job import Job
from workers.ledger import Wish

pytestmark = pytest.mark.slow
FULL = os.environ.get("LIVERY_TEST_FAULTS") == "full"
JOBS, CHILDREN, WORKERS, STOPS = (500, 20, 20, 10) if FULL else (60, 3, 1, 1)
PATIENCE_S = 3600.0 if FULL else 400.0
BULK = Wish("batch", priority=6)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    yield Home(tmp_path / "home")
    dispose_engines()


def pictures(tiny: Path, home: Home, count: int) -> list[Job]:
    """Small pictures of the tiny cart in as many colours."""
    catalog, made = load_tiny(tiny), []
    for number in range(count):
        wanted = {"product": "tiny", "selections": {"body_color": {"custom": f"#{number * 977:06x}"}}}
        resolved = resolve(Configuration.model_validate(wanted), catalog)
        shot = sized(shots(resolved, home.store)[0], 160)
        recipe = scene_recipe(resolved, home.store).model_dump(mode="json")
        made.append(
            Job(verb="preview", inputs={"recipe": recipe, "shot": shot.model_dump(mode="json"), "format": "png"})
        )
    return made


def states(home: Home, keys: list[str]) -> Counter[str]:
    return Counter(row.state for row in home.ledger.rows(keys))


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
    with running(tiny_models, home.root, "--workers", "2") as (_, process):
        start = time.monotonic()
        for job in wanted:
            home.ledger.enqueue(job, BULK)
        for number, (kind, blow) in enumerate(blows, 1):
            due = JOBS * number // (len(blows) + 1)
            wait_until(lambda due=due: states(home, keys)["done"] >= due, process, home.root / "log", PATIENCE_S)  # type: ignore[misc]
            strike(process.pid, kind, blow)
        wait_until(lambda: states(home, keys)["done"] == JOBS, process, home.root / "log", PATIENCE_S)
        found = home.ledger.rows(keys)
        assert all(row.asset and home.store.holds(row.asset.blob) for row in found)
        print(f"storm: {JOBS} jobs, {len(blows)} blows, all done in {time.monotonic() - start:.0f} s; ", end="")
        print(f"{sum(row.attempt > 1 for row in found)} done at a later attempt")


def test_a_preview_waits_for_one_job_of_the_bulk_and_a_second_at_most(tiny_models: Path, home: Home) -> None:
    with running(tiny_models, home.root) as (url, process):
        for job in pictures(tiny_models, home, 40):
            home.ledger.enqueue(job, BULK)
        wait_until(lambda: home.ledger.count("done") > 2, process, home.root / "log", PATIENCE_S)
        wish = {"configuration": {"product": "tiny", "selections": {"rack": "large"}}, "size": 160}
        asked = httpx.post(f"{url}/v1/previews", json=wish, headers={"Prefer": "respond-async"}, timeout=60)
        key = asked.json()["id"]
        wait_until(lambda: states(home, [key])["done"] == 1, process, home.root / "log", PATIENCE_S)
        with home.database.reading() as db:
            preview = db.execute(select(rows).where(rows.c.key == key)).one()
            # Whatever of the bulk begins later than a second after it was asked for began before its turn.
            late = rows.c.started_at.between(preview.created_at + 1.0, preview.started_at)
            before = db.execute(select(rows.c.key).where(late, rows.c.queue == "batch")).all()
        waited = preview.started_at - preview.created_at
        print(f"preview beside a batch: waited {waited:.2f} s, {len(before)} jobs of the bulk began before its turn")
        assert len(before) <= 1


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
