"""Do one job: claim its row, run its verb, close the row. What every task is made of."""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from renderer.asset import Asset
from renderer.errors import LiveryError
from workers.errors import WorkerOutdated
from workers.home import Home
from workers.job import AssetRecord, Job, Verb
from workers.ledger import LEASE_SECONDS, Ledger
from workers.verbs.assemble import assemble
from workers.verbs.attach import attach
from workers.verbs.export import export
from workers.verbs.render import render

BEATS = 4
"""Chances to renew a lease before it runs out."""

VERBS: Mapping[Verb, Callable[[dict[str, Any], Home], Asset]] = {
    "assemble": assemble,
    "render": render,
    "export": export,
    "attach": attach,
}


def perform(key: str, home: Home) -> None:
    """Do job `key` if it is free. Errors end in the row, never in the caller."""
    ledger = home.ledger
    claim = ledger.claim(key)
    if claim is None:
        return
    try:
        refuse_other_code(claim.job, key)
        with heartbeat(ledger, key, claim.token):
            asset = VERBS[claim.job.verb](claim.job.inputs, home)
        ledger.finish(key, claim.token, keep(asset, home))
    except LiveryError as error:
        ledger.fail(key, claim.token, told(error))
    except Exception as error:  # noqa: BLE001 - a job's row must close whatever happened in it
        ledger.fail(key, claim.token, {"code": "UNEXPECTED", "message": f"{type(error).__name__}: {error}"})
    except BaseException:
        ledger.release(key, claim.token)
        raise


def told(error: LiveryError) -> dict[str, object]:
    """An error as a row keeps it."""
    return {"code": error.code, "message": error.message, "status": error.status, "details": error.details}


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
            with suppress(sqlite3.Error):
                ledger.beat(key, token)

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def keep(asset: Asset, home: Home) -> AssetRecord:
    """Put the asset's bytes into the store; the record that stays in the ledger."""
    return AssetRecord(
        name=asset.name,
        media_type=asset.media_type,
        blob=home.store.put(asset.data),
        size=len(asset.data),
        made_from=dict(asset.made_from),
        figures=dict(asset.figures),
    )
