"""The Khronos glTF validator, its own JavaScript file run in this process by V8.

Source: https://github.com/KhronosGroup/glTF-Validator, npm package `gltf-validator`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from renderer.errors import ModelError
from renderer.export.v8 import Context, Script, npm_file

SEVERITIES = ("error", "warning", "info", "hint")
VALIDATE = """
exports.validateBytes(self.asset, {
    format: "FORMAT", maxIssues: 0, writeTimestamp: false,
    externalResourceFunction: uri => self.beside && uri in self.beside
        ? Promise.resolve(self.beside[uri]) : Promise.reject(new Error("not there")),
})
    .then(report => JSON.stringify(report), failure => JSON.stringify({failure: String(failure)}))
    .finally(() => { self.asset = self.beside = undefined; })
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


def validate_glb(data: bytes) -> Report:
    """What the Khronos validator finds in a GLB; safe to call from several threads.

    Raises `ModelError` where it is no GLB at all, `EngineUnavailable` where the validator is not installed or stuck.
    """
    return _report(_validator.run(lambda context: _validated(context, data, "glb", {})))


def validate_gltf(data: bytes, beside: Mapping[str, bytes]) -> Report:
    """What it finds in a .gltf with the files `beside` it, by their URI; see `validate_glb`."""
    return _report(_validator.run(lambda context: _validated(context, data, "gltf", beside)))


def _report(told: str) -> Report:
    report = json.loads(told)
    if "failure" in report:
        raise ModelError(f"The Khronos validator cannot read the file: {report['failure']}.", code="GLTF_INVALID")
    messages = report["issues"]["messages"]
    issues = tuple(Issue(SEVERITIES[m["severity"]], m["code"], m["message"], m.get("pointer", "")) for m in messages)
    return Report(issues, report.get("info", {}))


def _validated(context: Context, data: bytes, form: str, beside: Mapping[str, bytes]) -> str:
    context.put("asset", data)
    context.value("self.beside = {}")
    for uri, file in beside.items():
        context.put("file", file)
        context.value(f"self.beside[{json.dumps(uri)}] = self.file")
    return str(context.value(VALIDATE.replace("FORMAT", form)))


def _sources() -> list[str]:
    return [npm_file("gltf-validator", "gltf_validator.dart.js").read_text(encoding="utf-8")]


_validator = Script(_sources)
