"""The task. It takes a job's key and does that job; the row knows the rest."""

from workers.app import app
from workers.home import open_home
from workers.perform import perform
from workers.standing import standing


@app.task(name="livery.do")
def do(key: str) -> None:
    """Do one job, unless this worker is in no state to: then its row waits for another."""
    home = open_home()
    if standing.takes_work(key, home):
        standing.note(perform(key, home), home)
