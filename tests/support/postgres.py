"""A Postgres server for tests, on a socket in a folder of its own, from whatever the system has installed."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


def find_postgres() -> Path | None:
    """The folder of Postgres's programs: on the path, or where Debian keeps them."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return next((path.parent for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)), None)


POSTGRES = find_postgres()
QUICK = [
    word
    for each in ("listen_addresses=", "fsync=off", "max_connections=40", "shared_buffers=16MB")
    for word in ("-c", each)
]
PATIENCE_S = 60.0


@contextmanager
def running_postgres() -> Iterator[str]:
    """Yields the URL of the database `postgres`. The server ends with this process, however that ends."""
    # Not below pytest's folder, which every run of pytest closes to all but its own user.
    with tempfile.TemporaryDirectory(prefix="livery-postgres-", ignore_cleanup_errors=True) as folder:
        yield from _serving(Path(folder))


def _serving(folder: Path) -> Iterator[str]:
    assert POSTGRES is not None
    data, socket = folder / "data", folder / "socket"
    for place in (data, socket):
        place.mkdir()
    user = pwd.getpwuid(os.getuid()).pw_name
    if os.getuid() == 0:
        user = give_to_postgres(folder)
    run(user, "initdb", "-D", str(data), "-A", "trust", "-U", "postgres", "--no-sync", "--no-locale", "-E", "UTF8")
    leash = ["setpriv", "--pdeathsig", "QUIT"] if shutil.which("setpriv") else []
    serve = [*leash, str(POSTGRES / "postgres"), "-D", str(data), "-k", str(socket), *QUICK]
    with (folder / "log").open("wb") as log, subprocess.Popen(serve, stdout=log, stderr=log, **as_(user)) as server:
        try:
            wait_for(data / "postmaster.pid", server, folder / "log")
            yield f"postgresql+psycopg://postgres@/postgres?host={socket}"
        finally:
            server.send_signal(signal.SIGQUIT)


def wait_for(lock: Path, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return when the server's lock says that it is ready; fail with its log where it ends, or takes too long."""
    deadline = time.monotonic() + PATIENCE_S
    while not (lock.exists() and lock.read_text().rstrip().endswith("ready")):
        if server.poll() is not None or time.monotonic() > deadline:
            pytest.fail(log.read_text())
        time.sleep(0.05)


def as_(user: str) -> dict[str, Any]:
    """How a process of `user` is started: only root can choose."""
    own = {"user": user, "group": user, "extra_groups": []} if os.getuid() == 0 else {}
    return {**own, "cwd": "/", "stdin": subprocess.DEVNULL}


def give_to_postgres(folder: Path) -> str:
    """Postgres refuses to run as root: the folder becomes the user's that its package made."""
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, "postgres")
    return "postgres"


def run(user: str, program: str, *words: str) -> None:
    """Run one of Postgres's programs as `user`."""
    assert POSTGRES is not None
    command = [str(POSTGRES / program), *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **as_(user))
