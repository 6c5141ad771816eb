"""Lanes: processes that each work through one sheet after the other, so that a sheet is opened once and not by all."""

import ctypes
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from workers.batch.hands import Fallen
from workers.fork_server import get_ready
from workers.leash import PR_SET_PDEATHSIG
from workers.settings import settings

Task = TypeVar("Task")
Result = TypeVar("Result")


class Lanes:
    """So many processes, each its own; they end when this one does, however it ends."""

    def __init__(self, home: Path, count: int) -> None:
        self._context = get_ready()
        self._home = home
        self._pools = [self._pool() for _ in range(count)]

    def map(
        self, do: Callable[[Task], Result], rows: Sequence[Sequence[Task]]
    ) -> Iterator[tuple[Task, Result | Fallen]]:
        """Results as they come. A lane takes a row and does its tasks in order; with none left it helps the longest."""
        waiting: list[deque[Task]] = [deque(row) for row in rows if row]
        own: dict[int, deque[Task]] = {}
        running: dict[Future[Result], tuple[int, Task, bool]] = {}
        while True:
            busy = {lane for lane, _, _ in running.values()}
            for lane in range(len(self._pools)):
                if lane not in busy and (task := _next(lane, waiting, own)) is not None:
                    running[self._given(lane, do, task)] = lane, task, False
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                lane, task, again = running.pop(future)
                try:
                    yield task, future.result()
                except BrokenProcessPool:
                    if again:
                        yield task, Fallen("its process died twice: the machine may have too little memory")
                    else:
                        running[self._given(lane, do, task)] = lane, task, True
                except Exception as error:  # noqa: BLE001 - told to whoever waits for this task; the others go on
                    yield task, Fallen(f"{type(error).__name__}: {error}")

    def _given(self, lane: int, do: Callable[[Task], Result], task: Task) -> Future[Result]:
        """`task` in the hands of a lane, whose process may have died over its last one or since."""
        try:
            return self._pools[lane].submit(do, task)
        except BrokenProcessPool:
            self._pools[lane] = self._pool()
            return self._pools[lane].submit(do, task)

    def _pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, mp_context=self._context, initializer=begin, initargs=(str(self._home),))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pool in self._pools:
            pool.shutdown(wait=kind is None, cancel_futures=True)


def _next(lane: int, waiting: list[deque[Any]], own: dict[int, deque[Any]]) -> Any:  # noqa: ANN401 - a task
    """The lane's next task: of its own row, of a new one, or of the longest of the others."""
    if not own.get(lane):
        longest = max(own.values(), key=len, default=None)
        own[lane] = waiting.pop(0) if waiting else longest if longest else deque()
    return own[lane].popleft() if own[lane] else None


def begin(home: str) -> None:
    """In a lane's process: end with the parent, leave Ctrl-C to it, work in its home."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["LIVERY_HOME"] = home
    settings.cache_clear()
