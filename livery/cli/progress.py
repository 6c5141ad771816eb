"""Progress for people: what is happening, how far, how long."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from livery.cli.group import stderr
from workers.batch.progress import Progress as BatchProgress
from workers.trip import Progress


@contextmanager
def watching(*, quiet: bool = False) -> Iterator[Callable[[Progress], None]]:
    """A bar on standard error while a trip is under way."""
    if quiet:
        yield lambda _: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=32), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=stderr, transient=True) as bar:
        task = bar.add_task("Starting")

        def show(progress: Progress) -> None:
            text = progress.note or ", ".join(progress.running) or "waiting"
            bar.update(task, total=progress.total, completed=progress.done, description=f"{text:<56.56}")

        yield show


@contextmanager
def watching_batch(*, quiet: bool = False) -> Iterator[Callable[[BatchProgress], None]]:
    """A bar on standard error while a batch is under way: how far, how fast, how long still, and what failed."""
    if quiet:
        yield lambda _: None
        return
    columns = (
        TextColumn("{task.description:<8}"),
        BarColumn(bar_width=32),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(elapsed_when_finished=True),
        TextColumn("[red]{task.fields[failed]}"),
    )
    with Bar(*columns, console=stderr, transient=True, speed_estimate_period=60) as bar:
        tasks: dict[str, TaskID] = {}

        def show(progress: BatchProgress) -> None:
            if progress.phase not in tasks:
                tasks[progress.phase] = bar.add_task(progress.phase, rate="", failed="")
            task = tasks[progress.phase]
            failed = f"{progress.failed:,} failed" if progress.failed else ""
            speed = bar.tasks[task].finished_speed or bar.tasks[task].speed
            rate = f"{speed:.1f}/s" if speed else ""
            bar.update(task, total=progress.total, completed=progress.done, rate=rate, failed=failed)

        yield show
