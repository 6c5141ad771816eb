"""How a worker stands: one that fails three jobs in a row steps aside, says so, and tries again after a rest."""

import logging
from collections.abc import Callable

from workers.fitness import unfit
from workers.home import Home
from workers.perform import Outcome
from workers.registry import Registry
from workers.settings import settings

FAILURES = 3
REST_SECONDS = 60.0

log = logging.getLogger("livery.workers")


class Standing:
    """Counts failures that are the system's fault. One a process; `look` says what the machine lacks."""

    def __init__(self, look: Callable[[Home], str] = lambda home: unfit(home.root)) -> None:
        self._look = look
        self._failures = 0

    def takes_work(self, key: str, home: Home) -> bool:
        """Whether this worker should take job `key` now; if not, its message goes to another."""
        lack = self._look(home)
        if lack:
            home.outbox.unsend(key)
            self.step_aside(home, lack)
            return False
        return True

    def note(self, outcome: Outcome, home: Home) -> None:
        """A job has ended."""
        if outcome == "broken":
            self._failures += 1
        elif outcome != "none":
            self._failures = 0
        if self._failures >= FAILURES:
            self.step_aside(home)

    def step_aside(self, home: Home, lack: str = "") -> None:
        """Say that this worker takes no more jobs for now, and begin to count anew after the rest."""
        note = lack or f"{FAILURES} jobs in a row failed here. The log says how; `livery doctor` looks for the cause."
        log.error("worker stands aside: %s", note, extra={"worker": settings().worker})
        Registry(home.database).set_state(settings().worker, "aside", note)
        self._failures = 0


standing = Standing()
