"""Processes of the API's own that shade what is baked, while somebody waits; what takes longer is for the workers."""

import asyncio
import contextlib
import os
from concurrent.futures.process import BrokenProcessPool

from workers.home import Home, open_home
from workers.job import Job
from workers.perform import perform
from workers.pool import NamedPool
from workers.verbs.preview import is_quick

WAITING = 16
"""More than so many at once would wait longer here than in the queue."""


class DrawingPool:
    """A pool that is made anew where one of its processes dies; what that one held is handed back at once."""

    def __init__(self, home: Home, processes: int) -> None:
        self._home = home
        self._processes = processes
        self._flying: dict[str, asyncio.Future[bool]] = {}
        self._pool = self._fresh()

    async def draw(self, job: Job, key: str) -> bool:
        """Do `job` if it is quick; False where it is not, or where too many wait here. Equal jobs share one attempt."""
        if key not in self._flying:
            if len(self._flying) >= WAITING:
                return False
            self._flying[key] = asyncio.ensure_future(self._attempt(job, key))
            self._flying[key].add_done_callback(lambda _: self._flying.pop(key, None))
        return await asyncio.shield(self._flying[key])

    async def _attempt(self, job: Job, key: str) -> bool:
        pool = self._pool
        try:
            work = pool.submit(draw_if_quick, job, key)
            pool.look()
            return await asyncio.wrap_future(work)
        except BrokenProcessPool:
            # Many may have waited for the pool that broke; the first of them makes the next.
            if self._pool is pool:
                self._pool = self._fresh()
            await asyncio.to_thread(pool.hand_back, self._home.outbox)
            return False

    def warm(self) -> None:
        """Start the processes, which load kernels and libraries, before anybody waits for them."""
        for _ in range(self._processes):
            self._pool.submit(os.getpid)

    def close(self) -> None:
        """Finish what is under way, and end the processes."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _fresh(self) -> NamedPool:
        return NamedPool(self._home.root, self._processes, ["livery.api.drawing"], begin)


def begin() -> None:
    """In a process of the pool: have the kernels warm."""
    from renderer.keep_loaded import keep_loaded  # noqa: PLC0415
    from renderer.studio import warm  # noqa: PLC0415 - the parent needs no kernels

    warm()
    keep_loaded()


def draw_if_quick(job: Job, key: str) -> bool:
    """In a process of the pool: whether the job was quick, and then it has ended, one way or the other."""
    home = open_home()
    # What cannot even be assembled fails quickly as well, and its row has to say why.
    with contextlib.suppress(Exception):
        if not is_quick(job.inputs, home.of(job.tenant)):
            return False
    perform(key, home)
    return True
