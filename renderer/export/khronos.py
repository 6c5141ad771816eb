"""The Khronos glTF validator, its own JavaScript file run in this process by V8. One context a process, reused.

Source: https://github.com/KhronosGroup/glTF-Validator, npm package `gltf-validator`.
"""

import atexit
import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from py_mini_racer import JSPromise, JSTimeoutException, MiniRacer

from renderer.errors import EngineUnavailable, ModelError

SEVERITIES = ("error", "warning", "info", "hint")
PATIENCE_S = 60.0
SHIMS = """
var self = globalThis, exports = {};
var setImmediate = call => { Promise.resolve().then(call); return 0; };
setTimeout = setImmediate;
"""
VALIDATE = """
exports.validateBytes(self.asset, {format: "glb", maxIssues: 0, writeTimestamp: false})
    .then(report => JSON.stringify(report), failure => JSON.stringify({failure: String(failure)}))
    .finally(() => { self.asset = undefined; })
"""


@dataclass(frozen=True)
class Issue:
    """One finding: `severity` is error, warning, info or hint; `pointer` is a JSON pointer into the glTF, or empty."""

    severity: str
    code: str
    message: str
    pointer: str = ""

    def __str__(self) -> str:
        return f"{self.code} {self.pointer}: {self.message}"


@dataclass(frozen=True)
class Report:
    """What the validator says; `info` are its counts of triangles, materials, extensions and resources."""

    issues: tuple[Issue, ...]
    info: dict[str, Any]

    def of(self, *severities: str) -> list[Issue]:
        """The issues of these severities."""
        return [issue for issue in self.issues if issue.severity in severities]


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


def validate_glb(data: bytes) -> Report:
    """What the Khronos validator finds in a GLB; safe to call from several threads.

    Raises `ModelError` where it is no GLB at all, `EngineUnavailable` where the validator is not installed or stuck.
    """
    report = json.loads(_validator().run(data))
    if "failure" in report:
        raise ModelError(f"The Khronos validator cannot read the file: {report['failure']}.", code="GLB_INVALID")
    messages = report["issues"]["messages"]
    issues = tuple(Issue(SEVERITIES[m["severity"]], m["code"], m["message"], m.get("pointer", "")) for m in messages)
    return Report(issues, report.get("info", {}))


class _Validator:
    """The V8 context with the validator in it, and the one thread that talks to it, whatever loop its caller runs."""

    def __init__(self, source: str) -> None:
        self._thread = ThreadPoolExecutor(1, "khronos-validator")
        self._context = self._thread.submit(_context_with, source).result()
        # V8's thread keeps an interpreter from ending unless the context is closed first.
        atexit.register(self._context.close)

    def abandon(self) -> None:
        """Never close this context."""
        atexit.unregister(self._context.close)

    def run(self, data: bytes) -> str:
        """The validator's answer to a GLB, as JSON."""
        return self._thread.submit(self._run, data).result()

    def _run(self, data: bytes) -> str:
        memory = self._context.eval(f"self.asset = new Uint8Array({len(data)})")
        assert isinstance(memory, memoryview)
        memory[:] = data
        promise = self._context.eval(VALIDATE)
        assert isinstance(promise, JSPromise)
        try:
            return str(promise.get(timeout=PATIENCE_S))
        except JSTimeoutException as error:
            message = f"The Khronos validator was not done after {PATIENCE_S:.0f} s."
            raise EngineUnavailable(message, code="VALIDATOR_STUCK") from error


def _context_with(source: str) -> MiniRacer:
    context = MiniRacer()
    context.eval(SHIMS)
    context.eval(source)
    return context


@cache
def _validator() -> _Validator:
    return _Validator(npm_file("gltf-validator", "gltf_validator.dart.js").read_text(encoding="utf-8"))


_orphans: list[_Validator] = []


def _begin_anew() -> None:
    """In a forked worker: it has the context but not V8's threads, so it can neither use nor close it."""
    if _validator.cache_info().currsize:
        orphan = _validator()
        _orphans.append(orphan)
        orphan.abandon()
        _validator.cache_clear()


os.register_at_fork(after_in_child=_begin_anew)
