"""The processes of one host: started in order, again where they fall, ended together, and their jobs handed back."""

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from workers import broker as valkey
from workers.errand import Errand
from workers.home import Home
from workers.registry import Registry

LOOK_SECONDS = 0.25
RESTART_SECONDS = (0.0, 1.0, 5.0, 15.0, 60.0)
"""How long to wait before a process that keeps falling is started again."""
STEADY_SECONDS = 60.0
"""A process that has run so long has not failed to start."""
GRACE_SECONDS = 8.0
"""For jobs that are nearly done, when everything ends; others are handed back."""

log = logging.getLogger("livery.supervisor")


@dataclass
class Child:
    """One process: how it is started, and how often it has fallen."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    log: Path | None = None
    """Where its own words go; else where ours go."""
    serves: bool = False
    """Whether the others need it: it begins before them and ends after them."""
    lock: BinaryIO | None = None
    """Held open for as long as it may be started."""
    process: "subprocess.Popen[bytes] | None" = None
    falls: int = 0
    at: float = 0.0

    def start(self) -> None:
        """Start it on a leash: it ends when this process does."""
        leash = [sys.executable, "-m", "workers.leash", str(os.getpid())]
        # Of a session of its own: Ctrl-C reaches the supervisor alone, which ends the others in their order.
        with self.log.open("ab") if self.log else nullcontext() as file:
            self.process = subprocess.Popen(
                [*leash, *self.command],
                env={**os.environ, **self.environment},
                start_new_session=True,
                stdout=file,
                stderr=file,
            )
        self.at = time.monotonic()

    @property
    def holder(self) -> str:
        """Under which name it holds jobs, where it does."""
        return self.environment.get("LIVERY_WORKER", self.name)

    @property
    def alive(self) -> bool:
        """Whether it runs. One that has ended is collected by `kill` alone: till then nobody else is given its number,
        and signals reach it and what it has started, or nobody."""
        ended = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return self.process is not None and os.waitid(os.P_PID, self.process.pid, ended) is None

    def signal(self, number: signal.Signals) -> None:
        """Send it `number`, where it runs."""
        if self.process:
            os.kill(self.process.pid, number)

    def kill(self) -> None:
        """End it and all that it has started."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


class Supervisor:
    """Keeps children running until it is told to stop."""

    def __init__(self, home: Home, children: Sequence[Child], errands: Sequence[Errand] = ()) -> None:
        self._home = home
        self._errands = errands
        self._registry = Registry(home.database)
        self._children = children
        self.stop = threading.Event()

    def run(self) -> None:
        """Start all, watch all, end all."""
        try:
            for child in self._children:
                child.start()
            while not self.stop.wait(LOOK_SECONDS):
                for errand in self._errands:
                    errand.keep_up(self.stop)
                for child in self._children:
                    if not child.alive:
                        self._raise_up(child)
        finally:
            self._end()

    def _raise_up(self, child: Child) -> None:
        ran = time.monotonic() - child.at
        child.falls = 0 if ran > STEADY_SECONDS else child.falls
        if ran < RESTART_SECONDS[min(child.falls, len(RESTART_SECONDS) - 1)]:
            return
        log.error("a process has fallen and is started again", extra={"worker": child.name, "count": child.falls + 1})
        child.kill()
        self._hand_back(child, crashed=True)
        child.falls += 1
        child.start()

    def _end(self) -> None:
        for serving in (False, True):
            self._end_these([child for child in self._children if child.serves == serving])

    def _end_these(self, children: Sequence[Child]) -> None:
        for child in children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        while any(child.alive for child in children) and time.monotonic() < deadline:
            time.sleep(0.05)
        for child in children:
            child.kill()
        for child in children:
            self._hand_back(child, crashed=False)

    def _hand_back(self, child: Child, *, crashed: bool) -> None:
        """Give back what it held. Where that fails, the leases run out, and a sweeper sees to it."""
        try:
            self._home.outbox.hand_back(child.holder, crashed=crashed)
            if not crashed:
                # One that had to be killed, or that spoke once more while it left, stands there still.
                self._registry.forget(child.holder)
        except Exception:
            log.exception("its jobs wait for their leases", extra={"worker": child.name})


def broker(folder: Path) -> Child:
    """A Valkey whose data lie in `folder`; raises `BrokerUnavailable` where another process has one there."""
    lock = valkey.sole(folder)
    return Child("broker", valkey.command(folder), log=folder / valkey.LOG, serves=True, lock=lock)


def worker(number: int, *, queues: str) -> Child:
    """A Celery worker of one process, which holds jobs under a name of its own."""
    name = f"{socket.gethostname()[:40]}-{os.getpid()}-{number}"
    celery = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "workers.app",
        "worker",
        "-Q",
        queues,
        "-c",
        "1",
        "-n",
        f"{name}@%h",
    ]
    quiet = ["--without-gossip", "--without-mingle", "--loglevel", "warning"]
    return Child(name, [*celery, *quiet], {"LIVERY_WORKER": name})


def workers(count: int) -> list[Child]:
    """`count` workers: with three or more, one is for previews alone."""
    alone = 1 if count > 2 else 0
    return [worker(number, queues="preview" if number < alone else "preview,batch") for number in range(count)]
