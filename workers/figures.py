"""What the ledger says in figures: how much waits, for how long, how long work takes."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from workers.database import Database
from workers.database.clock import now
from workers.database.made_from import engine_of
from workers.database.schema import jobs

RECENT_SECONDS = 3600.0


@dataclass(frozen=True)
class Figures:
    """Counts and seconds, as of now."""

    jobs: Mapping[tuple[str, str], int]
    """By queue and state."""
    oldest_wait: Mapping[str, float]
    """By queue, of jobs that nobody has taken."""
    mean_seconds: Mapping[str, float]
    """By verb, of jobs done in the last hour."""
    render_seconds: Mapping[str, float]
    """By engine, of pictures drawn in the last hour."""
    dead_letters: int
    """Jobs that are dead now; one that was tried again is not among them."""


def figures(database: Database) -> Figures:
    """Read all of it."""
    count = select(jobs.c.queue, jobs.c.state, func.count().label("jobs")).group_by(jobs.c.queue, jobs.c.state)
    waiting = jobs.c.state == "queued"
    wait = select(jobs.c.queue, (now() - func.min(jobs.c.created_at)).label("wait")).where(waiting)
    recent = (jobs.c.state == "done", jobs.c.finished_at > now() - RECENT_SECONDS)
    mean = func.avg(jobs.c.finished_at - jobs.c.started_at).label("took")
    took = select(jobs.c.verb, mean).where(*recent).group_by(jobs.c.verb)
    engine = engine_of(jobs.c.asset)
    drawn = select(engine.label("engine"), mean).where(*recent, engine.is_not(None)).group_by(engine)
    with database.reading() as db:
        return Figures(
            jobs={(row.queue, row.state): row.jobs for row in db.execute(count)},
            oldest_wait={row.queue: float(row.wait) for row in db.execute(wait.group_by(jobs.c.queue))},
            mean_seconds={row.verb: float(row.took) for row in db.execute(took)},
            render_seconds={row.engine: float(row.took) for row in db.execute(drawn)},
            dead_letters=db.scalar(select(func.count()).select_from(jobs).where(jobs.c.state == "dead")) or 0,
        )
