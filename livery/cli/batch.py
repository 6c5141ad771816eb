"""`livery batch PLAN -o DIR`: catalog pictures by the thousand."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from configurator.batch import Plan, check_plan, read_plan
from livery.cli.group import SYSTEM_FAILED, escape, json_option, main, print_json, stderr, stdout
from livery.cli.progress import watching_batch
from livery.opened import catalog, home, today
from workers.batch.crew import IN_BULK, Crew
from workers.batch.deliver import deliver
from workers.batch.foresee import foresee
from workers.batch.hands import Hands
from workers.batch.lanes import Lanes
from workers.batch.run import Batch, Options, run
from workers.batch.survey import survey
from workers.carriers import CeleryCarrier
from workers.dispatch import Dispatch
from workers.registry import Registry
from workers.settings import settings

LOOKED_AT = 4_000
"""Combinations that a dry run looks at: what all of more are like shows in these."""
SHOWN = 12
"""Failures that are listed; all of them are in the report."""


@main.command()
@click.argument("plan", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder to fill."
)
@click.option("--dry-run", is_flag=True, help="Say what it would take, and draw nothing of it.")
@click.option("--exact", is_flag=True, help="Draw each picture whole: the same bytes as one by one.")
@click.option("--fail-fast", is_flag=True, help="End with the first failure; else go on and report.")
@click.option("--verify", is_flag=True, help="Read every file that stands before it is taken for done.")
@click.option("--prune", is_flag=True, help="Take away what earlier plans left, if nothing fails.")
@json_option
def batch(plan: Path, output: Path, *, dry_run: bool, as_json: bool, **options: bool) -> None:
    """Pictures of many combinations, as PLAN (TOML, or a CSV list) says.

    Only what differs is drawn. Stopped at any moment, the same command goes on where it was. The work is done by this
    machine's processes, or by the workers on LIVERY_BROKER_URL where that is set.
    """
    wanted = read_plan(plan)
    check_plan(wanted, catalog(), today())
    start = time.monotonic()
    if dry_run:
        foretell(wanted, Options(output, **options), as_json=as_json)
        return
    found = survey(wanted, catalog(), home(), today())
    with hands() as able, watching_batch(quiet=as_json) as watch:
        done = run(found, catalog(), able, Options(output, **options), watch)
    written = deliver(done, catalog(), output)
    words = summary(done, time.monotonic() - start, written)
    if as_json:
        print_json(words)
    else:
        say(done, words)
    if done.failed:
        raise SystemExit(SYSTEM_FAILED)


@contextmanager
def hands() -> Iterator[Hands]:
    """The workers of a deployment where a broker is set, else processes of this machine."""
    with Lanes(settings().home, settings().processes) as lanes:
        if settings().broker_url:
            yield Crew(Dispatch(home(), CeleryCarrier(home().outbox), IN_BULK), lanes, stderr.print)
        else:
            yield lanes


def count_of_hands() -> int:
    """How many draw at once."""
    if not settings().broker_url:
        return settings().processes
    return max(1, sum("batch" in worker.queues for worker in Registry(home().database).alive()))


def foretell(wanted: Plan, options: Options, *, as_json: bool) -> None:
    """What the plan would take."""
    start = time.process_time()
    found = survey(wanted, catalog(), home(), today(), at_most=LOOKED_AT)
    surveyed = time.process_time() - start
    with Lanes(settings().home, settings().processes) as lanes:
        forecast = foresee(found, catalog(), lanes, options, count_of_hands(), surveyed)
    if as_json:
        print_json({"ok": True, **asdict(forecast), "done_at": forecast.done_at.isoformat(timespec="seconds")})
        return
    valid = f" of {forecast.valid:,} valid ones" if forecast.valid else ""
    still = ", without movies" if any(spin.movies for spin in wanted.spins) else ""
    rows = (
        ("combinations", f"{forecast.combinations:,}{valid}"),
        ("files", f"{forecast.files:,}, of which {forecast.distinct:,} differ"),
        ("to draw now", f"{forecast.draws:,} from {forecast.shades:,} looks over {forecast.bakes:,} bakes to make"),
        ("CPU", f"{forecast.cpu_seconds / 3600:.2f} hours{still}"),
        ("size", f"{forecast.size / 1e6:,.0f} MB{still}"),
        ("done", f"in {clock(forecast.wall_seconds)}, at {forecast.done_at.astimezone():%H:%M} if begun now{still}"),
    )
    for name, words in rows:
        stdout.print(f"{name:<14}{words}")


def clock(seconds: float) -> str:
    """`2 h 05 min`, `12 min` or `40 s`."""
    minutes = round(seconds / 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60:02} min"
    return f"{minutes} min" if minutes >= 2 else f"{seconds:.0f} s"


def summary(done: Batch, seconds: float, written: list[str]) -> dict[str, Any]:
    """A batch for machines."""
    delivered = list(done.delivered)
    return {
        "ok": not done.failed,
        "combinations": done.survey.count,
        "valid_combinations": done.survey.valid,
        "files": len(delivered),
        "distinct": len({entry.target for entry, _ in delivered}),
        "drawn": done.drawn,
        "bytes": sum({made.key: made.size for _, made in delivered}.values()),
        "cpu_seconds": {"baking": round(done.spent.baking, 1), "drawing": round(done.spent.drawing, 1)},
        "largest_process_mb": done.spent.peak >> 20,
        "seconds": round(seconds, 1),
        "per_second": round(done.drawn / seconds, 2) if seconds else 0.0,
        "lists": written,
        "left_by_earlier_plans": list(done.left),
        "failed": [{"file": each.file, "code": each.code, "message": each.message} for each in done.failed],
    }


def say(done: Batch, words: dict[str, Any]) -> None:
    """A batch for people."""
    stdout.print(
        f"{words['files']:,} files of {words['combinations']:,} combinations, {words['distinct']:,} of them distinct. "
        f"Drawn now: {words['drawn']:,} in {words['seconds']:.0f} s."
    )
    if done.left:
        stdout.print(f"{len(done.left):,} files of an earlier plan are not in this one; --prune takes them away.")
    for each in done.failed[:SHOWN]:
        stdout.print(f"  [red]{each.code}[/]  {escape(each.file)}: {escape(each.message)}")
    if len(done.failed) > SHOWN:
        stdout.print(f"  … and {len(done.failed) - SHOWN:,} more.")
