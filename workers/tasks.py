"""The tasks. Each takes a job's key and does that job; the ledger knows the rest."""

from collections.abc import Callable, Mapping

from workers.app import app
from workers.home import Home
from workers.job import Verb
from workers.perform import perform
from workers.settings import settings


@app.task(name="livery.assemble")
def assemble(key: str) -> None:
    """Recipe → assembled model."""
    perform(key, Home(settings().home))


@app.task(name="livery.render")
def render(key: str) -> None:
    """Assembled model and shot → picture."""
    perform(key, Home(settings().home))


@app.task(name="livery.export")
def export(key: str) -> None:
    """Assembled model → AR-ready file."""
    perform(key, Home(settings().home))


@app.task(name="livery.attach")
def attach(key: str) -> None:
    """Resolved configuration and its assets → spec sheet."""
    perform(key, Home(settings().home))


TASKS: Mapping[Verb, Callable[[str], None]] = {
    "assemble": assemble,
    "render": render,
    "export": export,
    "attach": attach,
}
