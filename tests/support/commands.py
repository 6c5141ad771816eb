"""Commands as somebody calls them, each in a process of its own, without importing everything anew for each."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Never

import pytest

from livery.cli.group import COMMANDS, main, register


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


class Shell:
    """Has a process that has imported all commands fork for each of them."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        self._process = process
        self._folder = folder

    def run(self, *words: str | Path, **settings: object) -> Said:
        """`livery WORDS` with these settings, `LIVERY_` before each name."""
        out, err = self._folder / "out", self._folder / "err"
        environment = {f"LIVERY_{name}": str(value) for name, value in settings.items()}
        wish = {"words": [str(word) for word in words], "environment": environment, "out": str(out), "err": str(err)}
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None and answers is not None
        print(json.dumps(wish), file=asked, flush=True)
        return Said(int(answers.readline()), out.read_text(), err.read_text())


@contextmanager
def shell() -> Iterator[Shell]:
    """A shell for as long as this context lasts."""
    command = [sys.executable, "-c", "from tests.support import commands; commands.serve()"]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process,
    ):
        yield Shell(process, Path(folder))
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture(scope="module")
def livery() -> Iterator[Shell]:
    with shell() as started:
        yield started


def serve() -> None:
    """Import all commands; then a process for each wish, and the status that it ended with."""
    for name in COMMANDS:
        register(name)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            become(**json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def become(words: list[str], environment: Mapping[str, str], out: str, err: str) -> Never:
    """Be `livery WORDS` from here on."""
    os.environ.update(environment)
    for number, place in ((1, out), (2, err)):
        os.dup2(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    sys.argv = ["livery", *words]
    sys.exit(main())
