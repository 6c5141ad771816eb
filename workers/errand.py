"""Something that a process sees to beside its work, in a thread that is begun again where it ended unasked."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

log = logging.getLogger("livery.supervisor")


@dataclass
class Errand:
    """What is done until `stop`; whoever watches calls `keep_up`, and again."""

    name: str
    run: Callable[[threading.Event], object]
    thread: threading.Thread | None = None

    def keep_up(self, stop: threading.Event) -> None:
        """Have it run: begun where it has not, and again where it ended though nobody told it to."""
        if self.thread and self.thread.is_alive():
            return
        if self.thread:
            log.error("an errand has ended and is begun again", extra={"worker": self.name})
        self.thread = threading.Thread(target=self.run, args=(stop,), name=self.name, daemon=True)
        self.thread.start()
