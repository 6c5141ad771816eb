"""Do one job: claim its row, run its verb, close the row. What every task is made of."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any, Literal

from celery.exceptions import SoftTimeLimitExceeded

from renderer.asset import Asset
from renderer.errors import LiveryError
from workers.errors import DatabaseUnavailable, JobTimedOut, WorkerOutdated
from workers.home import Home
from workers.job import AssetRecord, Job, Verb
from workers.ledger import LEASE_SECONDS, Claim, Ledger
from workers.logs import trace
from workers.settings import settings
from workers.verbs.assemble import assemble
from workers.verbs.attach import attach
from workers.verbs.build import Perform, Say, build
from workers.verbs.export import export
from workers.verbs.preview import preview
from workers.verbs.render import render

Outcome = Literal["none", "done", "refused", "broken"]
"""Nothing to do; done; the input was to blame; the system was, which a worker does not shrug off for ever."""

log = logging.getLogger("livery.jobs")

UNEXPECTED = "Something failed here that should not. The trace leads to it in the log."
"""An error that nobody foresaw may quote what was handed in, or name what is inside: its text is for nobody."""
BEATS = 4
"""Chances to renew a lease before it runs out."""


def later(verb: Verb) -> Callable[..., Asset]:
    """A verb that few processes ever do: what it needs is loaded when it is first asked for."""

    def do_now(*words: Any) -> Asset:  # noqa: ANN401 - the verb's own
        made: Asset = getattr(import_module(f"workers.verbs.{verb}"), verb)(*words)
        return made

    return do_now


VERBS: Mapping[Verb, Callable[[dict[str, Any], Home], Asset]] = {
    "assemble": assemble,
    "render": render,
    "export": export,
    "drawing": later("drawing"),
    "attach": attach,
    "preview": preview,
    "prove": later("prove"),
    "sheet": later("sheet"),
    "looks": later("looks"),
}
PASSING: tuple[Verb, ...] = ("preview", "sheet", "looks")
"""What they make is asked for again where it is lost, and is then made again."""
MADE_OF_JOBS: Mapping[Verb, Callable[[dict[str, Any], Home, Perform, Say], Asset]] = {
    "build": build,
    "finalize": later("finalize"),
    "present": later("present"),
}


def perform(key: str, home: Home) -> Outcome:
    """Do job `key` if it is free. Errors end in the row, never in the caller."""
    claim = home.ledger.claim(key, settings().worker)
    if claim is None:
        return "none"
    start = time.monotonic()
    with trace(claim.trace):
        outcome, code = settle(claim, key, home)
        words = {"job": key, "verb": claim.job.verb, "outcome": outcome, "code": code}
        log.info("job ended", extra={**words, "seconds": round(time.monotonic() - start, 3)})
    return outcome


def settle(claim: Claim, key: str, home: Home) -> tuple[Outcome, str]:
    """Do what is claimed and close its row; how it ended, and the code of the error that ended it."""
    ledger, own = home.ledger, home.of(claim.job.tenant)
    try:
        refuse_other_code(claim.job, key)
        with heartbeat(ledger, key, claim.token):
            asset = do(claim, key, own)
        ledger.finish(key, claim.token, keep(asset, own, lasting=claim.job.verb not in PASSING))
    except LiveryError as error:
        if error.reason:
            log.warning("a part failed", extra={"job": key, "code": error.code, "reason": error.reason})
        ledger.fail(key, claim.token, told(error))
        return ("refused" if status_of(error) < 500 else "broken"), error.code
    except SoftTimeLimitExceeded:
        ledger.fail(key, claim.token, told(too_long(claim.job)))
        return "broken", JobTimedOut.code
    except Exception:
        log.exception("job failed unexpectedly", extra={"job": key})
        ledger.fail(key, claim.token, {"code": "UNEXPECTED", "message": UNEXPECTED})
        return "broken", "UNEXPECTED"
    except BaseException:
        ledger.release(key, claim.token)
        raise
    return "done", ""


def do(claim: Claim, key: str, home: Home) -> Asset:
    """Run the verb. What is made of jobs does those that nobody else has taken."""
    if claim.job.verb in MADE_OF_JOBS:
        made_of_jobs = MADE_OF_JOBS[claim.job.verb]
        return made_of_jobs(claim.job.inputs, home, perform, lambda said: home.ledger.progress(key, claim.token, said))
    return VERBS[claim.job.verb](claim.job.inputs, home)


def status_of(error: LiveryError) -> int:
    """Whose fault it was: of a job that failed within another, what that one said."""
    said = error.details.get("status")
    return said if isinstance(said, int) else error.status


def too_long(job: Job) -> JobTimedOut:
    """What is said where a worker stopped a job."""
    return JobTimedOut(f"{job.verb.capitalize()} took longer than a worker may. Ask for it smaller, or once more.")


def told(error: LiveryError) -> dict[str, object]:
    """An error as a row keeps it."""
    return {"code": error.code, "message": error.message, "status": status_of(error), "details": error.details}


def refuse_other_code(job: Job, key: str) -> None:
    """Raise `WorkerOutdated` where this worker's code differs from that of the process that named the job."""
    if job.key != key:
        raise WorkerOutdated(
            f"A worker runs another version of Livery than the process that asked it to {job.verb}. "
            "Restart the workers from the same version, then ask again."
        )


@contextmanager
def heartbeat(ledger: Ledger, key: str, token: str) -> Iterator[None]:
    """Keep the lease alive while the work is under way."""
    done = threading.Event()

    def beat() -> None:
        while not done.wait(LEASE_SECONDS / BEATS):
            # One beat may fail: the disk is full, the ledger is locked. The next may not, and there are more.
            with suppress(DatabaseUnavailable):
                ledger.beat(key, token)

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def keep(asset: Asset, home: Home, *, lasting: bool) -> AssetRecord:
    """Put the asset's bytes into the store; the record that stays in the ledger."""
    put = home.store.put if lasting else home.store.lay
    return AssetRecord(
        name=asset.name,
        media_type=asset.media_type,
        blob=put(asset.data),
        size=len(asset.data),
        made_from=dict(asset.made_from),
        figures=dict(asset.figures),
    )
