"""Progress for people: what is happening, how far, how long."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from livery.cli.group import stderr
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
