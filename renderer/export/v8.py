"""JavaScript that npm packages bring, run in this process by V8: no Node, no child process, one context a process.

A `Script` talks to its context from a thread of its own, whatever loop its caller runs, and begins anew in a forked
worker, which has the context but not V8's threads.
"""

import atexit
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TypeVar
from weakref import WeakSet

from py_mini_racer import JSPromise, JSTimeoutException, MiniRacer

from renderer.errors import EngineUnavailable

Result = TypeVar("Result")

PATIENCE_S = 60.0
SHIMS = """
var self = globalThis, exports = {};
var setImmediate = call => { Promise.resolve().then(call); return 0; };
setTimeout = setImmediate;
"""


def npm_file(*parts: str) -> Path:
    """A file of an npm package under `LIVERY_NPM`, or `node_modules` beside the source; else `EngineUnavailable`."""
    folder = Path(os.environ.get("LIVERY_NPM", Path(__file__).resolve().parents[2] / "node_modules"))
    path = folder.joinpath(*parts)
    if not path.is_file():
        raise EngineUnavailable(
            f"{'/'.join(parts)} is not in {folder}. Run `make setup`, or set LIVERY_NPM to a folder of npm packages.",
            code="NPM_FILE_MISSING",
        )
    return path


class Context:
    """One V8 context: bytes go in under a name, expressions are evaluated, bytes come out."""

    def __init__(self, sources: list[str]) -> None:
        self._v8 = MiniRacer()
        for source in (SHIMS, *sources):
            self.value(source)

    def put(self, name: str, data: bytes) -> None:
        """Make `data` the Uint8Array `self.<name>`."""
        memory = self._v8.eval(f"self.{name} = new Uint8Array({len(data)})")
        if data:
            assert isinstance(memory, memoryview)
            memory[:] = data

    def take(self, expression: str) -> bytes:
        """The bytes of an expression that gives a Uint8Array."""
        memory = self._v8.eval(expression)
        return bytes(memory) if isinstance(memory, memoryview) else b""

    def value(self, expression: str) -> object:
        """What an expression gives; a promise is waited for. `EngineUnavailable` SCRIPT_STUCK after a minute."""
        found = self._v8.eval(expression)
        if not isinstance(found, JSPromise):
            return found
        try:
            return found.get(timeout=PATIENCE_S)
        except JSTimeoutException as error:
            message = f"A script from npm was not done after {PATIENCE_S:.0f} s."
            raise EngineUnavailable(message, code="SCRIPT_STUCK") from error

    def close(self) -> None:
        """Let V8's threads end."""
        self._v8.close()


class Script:
    """JavaScript files as one context with one thread; `read` gives their sources when they are first needed."""

    def __init__(self, read: Callable[[], list[str]]) -> None:
        self._read = read
        _scripts.add(self)

    @cached_property
    def _thread(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(1, "v8")

    @cached_property
    def _context(self) -> Context:
        context = self._thread.submit(Context, self._read()).result()
        # V8's thread keeps an interpreter from ending unless the context is closed first.
        atexit.register(context.close)
        return context

    def run(self, work: Callable[[Context], Result]) -> Result:
        """`work` done with the context, one at a time; safe to call from several threads."""
        return self._thread.submit(work, self._context).result()

    def begin_anew(self) -> None:
        """In a forked worker: neither use nor close what the parent has."""
        context = self.__dict__.pop("_context", None)
        self.__dict__.pop("_thread", None)
        if context is not None:
            atexit.unregister(context.close)
            _orphans.append(context)


_scripts: WeakSet[Script] = WeakSet()
_orphans: list[Context] = []


def _begin_anew() -> None:
    for script in list(_scripts):
        script.begin_anew()


os.register_at_fork(after_in_child=_begin_anew)
