"""A lane whose process dies gets another; what it was at is done again, once."""

import os
import signal
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path

from workers.batch.hands import Fallen
from workers.batch.lanes import Lanes


def who(_: int) -> int:
    """The process that does it."""
    return os.getpid()


def deadly(task: int) -> int:
    """Kills whoever is handed a 2."""
    if task == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def end(process: int, lanes: Lanes) -> None:
    """Kill the process of the only lane, and see to it that its pool has noticed."""
    os.kill(process, signal.SIGKILL)
    with suppress(BrokenProcessPool):
        while True:
            lanes._pools[0].submit(who, 0)


def test_a_process_that_dies_with_nothing_to_do_is_replaced(tmp_path: Path) -> None:
    by = []
    with Lanes(tmp_path, 1) as lanes:
        for _, process in lanes.map(who, [[1, 2, 3]]):
            assert isinstance(process, int)
            by.append(process)
            if len(by) == 1:
                end(process, lanes)
    assert by[0] != by[1] == by[2]


def test_a_task_that_kills_its_process_twice_is_given_up_and_the_next_is_done(tmp_path: Path) -> None:
    with Lanes(tmp_path, 1) as lanes:
        found = dict(lanes.map(deadly, [[1, 2, 3]]))
    assert isinstance(found[2], Fallen)
    assert (found[1], found[3]) == (1, 3)
