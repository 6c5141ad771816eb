"""A process that has ended is collected once, by whoever ends what it has left behind."""

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from workers.home import Home
from workers.supervise import Child, Supervisor

PATIENCE_S = 30.0


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def command_of(pid: int) -> str:
    """Its command line; empty where it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except FileNotFoundError:
        return ""


def test_what_a_process_leaves_behind_ends_with_it(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    child = Child("one", ["sh", "-c", f"sleep 600 & echo $! > {note}"])
    child.start()
    wait_until(lambda: not child.alive)
    assert child.process is not None
    assert Path(f"/proc/{child.process.pid}").exists(), "its number was free for others"
    left = int(note.read_text())
    # Between `fork` and `exec` the line is not yet its own, and for a moment empty.
    wait_until(lambda: "sleep" in command_of(left))
    child.kill()
    wait_until(lambda: not command_of(left))
    assert not child.alive
    child.kill()


def test_one_that_runs_ends_and_starts_again() -> None:
    child = Child("one", [sys.executable, "-c", "import time; time.sleep(600)"])
    for _ in range(2):
        child.start()
        assert child.alive
        child.kill()
        assert not child.alive


def test_a_database_that_is_away_ends_neither_the_watch_nor_leaves_a_process_behind(tmp_path: Path) -> None:
    """No database can lie where a folder does."""
    home = Home(tmp_path, database_url=f"sqlite:///{tmp_path}")
    falls = Child("falls", ["false"])
    others = [Child(name, ["sleep", "600"]) for name in ("one", "other")]
    supervisor = Supervisor(home, [falls, *others])
    thread = threading.Thread(target=supervisor.run)
    thread.start()
    wait_until(lambda: falls.falls > 0)
    left = [child.process for child in others]
    assert thread.is_alive()
    supervisor.stop.set()
    thread.join(PATIENCE_S)
    assert [process is not None and process.poll() is not None for process in left] == [True, True]
