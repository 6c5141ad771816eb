"""`livery status`: what waits, what runs, who works, what died."""

import time

import click
from rich.table import Table

from livery.cli.group import escape, json_option, main, print_json, stdout
from livery.opened import home
from renderer.errors import InputError
from workers.figures import Figures, figures
from workers.outbox import DeadLetter
from workers.registry import Registry, Worker

LOOK_SECONDS = 2.0
STATES = ("queued", "running", "done", "failed", "dead")


@main.command()
@click.option("--watch", is_flag=True, help="Again every two seconds, until Ctrl-C.")
@click.option("--revive", metavar="JOB", help="Queue a dead job again.")
@json_option
def status(*, watch: bool, revive: str | None, as_json: bool) -> None:
    """The queues and workers of this home, as the ledger has them."""
    if revive:
        try_again(revive)
    show(as_json=as_json)
    while watch:
        time.sleep(LOOK_SECONDS)
        stdout.clear()
        show(as_json=as_json)


def try_again(key: str) -> None:
    """Queue a dead job again; raises `InputError` JOB_NOT_DEAD where there is none of that key."""
    if not home().ledger.revive(key):
        message = f"No job {key!r} is dead here. `livery status` lists those that are, each with its key."
        raise InputError(message, code="JOB_NOT_DEAD")


def show(*, as_json: bool) -> None:
    """One look."""
    found, known, dead = figures(home().database), Registry(home().database).all(), home().outbox.dead()
    if as_json:
        print_json(status_json(found, known, dead))
    else:
        print_status(found, known, dead)


def status_json(found: Figures, known: list[Worker], dead: list[DeadLetter]) -> dict[str, object]:
    """The look for machines."""
    jobs = {queue: {state: found.jobs.get((queue, state), 0) for state in STATES} for queue in ("preview", "batch")}
    waits = {queue: round(seconds, 1) for queue, seconds in found.oldest_wait.items()}
    took, drawn = (
        {name: round(seconds, 3) for name, seconds in means.items()}
        for means in (found.mean_seconds, found.render_seconds)
    )
    words = {"jobs": jobs, "oldest_wait_seconds": waits, "mean_seconds": took, "render_seconds": drawn}
    return {
        **words,
        "dead_letters": found.dead_letters,
        "workers": [vars(each) for each in known],
        "dead": [vars(each) for each in dead],
    }


def print_status(found: Figures, known: list[Worker], dead: list[DeadLetter]) -> None:
    """The look for people."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title in ("queue", *STATES, "oldest wait"):
        table.add_column(title, justify="left" if title == "queue" else "right")
    for queue in ("preview", "batch"):
        counts = (str(found.jobs.get((queue, state), 0)) for state in STATES)
        table.add_row(queue, *counts, f"{found.oldest_wait.get(queue, 0):.0f} s")
    stdout.print(table)
    for worker in known:
        mark = "[green]●[/]" if worker.state == "working" else "[yellow]◐[/]"
        stdout.print(f"{mark} {escape(worker.name)}  {worker.queues}  [dim]heard {worker.silent_seconds:.0f} s ago[/]")
        if worker.note:
            stdout.print(f"  → {escape(worker.note)}")
    if dead:
        stdout.print(f"[red]{found.dead_letters} dead[/]: livery status --revive JOB tries one again")
    for letter in dead:
        stdout.print(f"  {letter.key}  {letter.verb}  [dim]{escape(letter.reason)}[/]")
