"""Processes of the API's own that shade what is baked, while somebody waits; what takes longer is for the workers."""

import asyncio
import contextlib
import multiprocessing
import os
import socket
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from workers.home import Home, open_home
from workers.job import Job
from workers.perform import perform
from workers.settings import settings
from workers.verbs.preview import is_quick

WAITING = 16
"""More than so many at once would wait longer here than in the queue."""


class DrawingPool:
    """A pool that is made anew where one of its processes dies; what that one held is handed back at once."""

    def __init__(self, home: Home, processes: int) -> None:
        self._home = home
        self._processes = processes
        self._holder = f"api-{socket.gethostname()[:32]}-{os.getpid()}"
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
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, draw_if_quick, job, key)
        except BrokenProcessPool:
            await asyncio.to_thread(self._home.outbox.hand_back, self._holder)
            self._pool.shutdown(wait=False)
            self._pool = self._fresh()
            return False

    def warm(self) -> None:
        """Start the processes, which load kernels and libraries, before anybody waits for them."""
        for _ in range(self._processes):
            self._pool.submit(os.getpid)

    def close(self) -> None:
        """Finish what is under way, and end the processes."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _fresh(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["livery.api.drawing"])
        return ProcessPoolExecutor(
            self._processes, mp_context=context, initializer=settle, initargs=(str(self._home.root), self._holder)
        )


def settle(home: str, holder: str) -> None:
    """In a process of the pool: work in `home`, under the name of the pool, with warm kernels."""
    from renderer.studio import warm  # noqa: PLC0415 - the parent needs no kernels

    os.environ |= {"LIVERY_HOME": home, "LIVERY_WORKER": holder}
    settings.cache_clear()
    warm()


def draw_if_quick(job: Job, key: str) -> bool:
    """In a process of the pool: whether the job was quick, and then it has ended, one way or the other."""
    home = open_home()
    # What cannot even be assembled fails quickly as well, and its row has to say why.
    with contextlib.suppress(Exception):
        if not is_quick(job.inputs, home.of(job.tenant)):
            return False
    perform(key, home)
    return True
