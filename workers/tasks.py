"""The task. It takes a job's key and does that job; the row knows the rest."""

import time

from celery.exceptions import Reject

from workers.app import app
from workers.errors import DatabaseUnavailable
from workers.home import open_home
from workers.perform import perform
from workers.standing import standing

PAUSE_SECONDS = 1.0
"""So long a message rests whose row could not be read."""


@app.task(name="livery.do")
def do(key: str) -> None:
    """Do one job, unless this worker is in no state to: then its row waits for another.

    Where the ledger does not answer, the message goes back: the row counts it as sent, and would wait for long.
    """
    home = open_home()
    try:
        if standing.takes_work(key, home):
            standing.note(perform(key, home), home)
    except DatabaseUnavailable as error:
        time.sleep(PAUSE_SECONDS)
        raise Reject(error.code, requeue=True) from error
