"""A Postgres server for tests, on a socket in a folder of its own, from whatever the system has installed."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def find_postgres() -> Path | None:
    """The folder of Postgres's programs: on the path, or where Debian keeps them."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return next((path.parent for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)), None)


POSTGRES = find_postgres()
QUICK = "-c listen_addresses= -c fsync=off -c max_connections=40 -c shared_buffers=16MB"


@contextmanager
def running_postgres(folder: Path) -> Iterator[str]:
    """Yields the URL of the database `postgres`."""
    assert POSTGRES is not None
    data, socket = folder / "data", folder / "socket"
    for place in (data, socket):
        place.mkdir()
    user = pwd.getpwuid(os.getuid()).pw_name
    if os.getuid() == 0:
        user = give_to_postgres(folder)
    run(user, "initdb", "-D", str(data), "-A", "trust", "-U", "postgres", "--no-sync", "--no-locale", "-E", "UTF8")
    options = f"{QUICK} -k {socket}"
    run(user, "pg_ctl", "-D", str(data), "-w", "-l", str(data / "log"), "-o", options, "start")
    try:
        yield f"postgresql+psycopg://postgres@/postgres?host={socket}"
    finally:
        run(user, "pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")


def give_to_postgres(folder: Path) -> str:
    """Postgres refuses to run as root: the folder becomes the user's that its package made."""
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, "postgres")
    for above in folder.parents:
        if not above.stat().st_mode & 0o001 and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o011)
    return "postgres"


def run(user: str, program: str, *words: str) -> None:
    """Run one of Postgres's programs as `user`."""
    assert POSTGRES is not None
    subprocess.run(
        [str(POSTGRES / program), *words],
        user=user if os.getuid() == 0 else None,
        cwd="/",
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
