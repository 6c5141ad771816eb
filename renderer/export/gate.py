"""The gate that every AR file passes, our own and anyone's: what stops it, and what will only cost it somewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from renderer.errors import ModelError
from renderer.export.checks import CHECKS, Finding, Subject
from renderer.export.figures import figures
from renderer.export.khronos import Report, validate_glb
from renderer.gltf.document import Document


@dataclass(frozen=True)
class Verdict:
    """What the gate found; `ok` without an error. `figures` are what was counted, empty for an unreadable file."""

    findings: tuple[Finding, ...]
    figures: dict[str, object] = field(default_factory=dict)

    @property
    def errors(self) -> list[Finding]:
        """What stops the file."""
        return [finding for finding in self.findings if finding.fatal]

    @property
    def warnings(self) -> list[Finding]:
        """What some viewer will show worse, or slower."""
        return [finding for finding in self.findings if not finding.fatal]

    @property
    def ok(self) -> bool:
        """Whether the file may go out."""
        return not self.errors

    def to_json(self) -> dict[str, object]:
        """`ok`, `errors` and `warnings` as `check` and `message`, `figures`."""
        listed = {
            name: [{"check": finding.check, "message": finding.message} for finding in findings]
            for name, findings in (("errors", self.errors), ("warnings", self.warnings))
        }
        return {"ok": self.ok, **listed, "figures": self.figures}


def check_glb(data: bytes, *, size_mm: Sequence[float] | None = None, placement: str | None = None) -> Verdict:
    """Whether a GLB is fit for AR viewers; never raises for what is wrong with the file.

    `size_mm` is what the product says it measures along x, y, z; `placement` is `floor` or `wall`. Raises
    `EngineUnavailable` where the Khronos validator is not installed.
    """
    report = validate_glb(data)
    try:
        document = Document.from_glb(data)
        counted = {"bytes": len(data), **figures(document)}
        subject = Subject(data, document, counted, size_mm, placement)
        findings = [finding for check in CHECKS for finding in check(subject)]
    except ModelError as error:
        return Verdict((Finding("structure", error.message), *_of_validator(report)))
    return Verdict((*_of_validator(report), *findings), counted)


def _of_validator(report: Report) -> list[Finding]:
    """Khronos errors stop a file, its warnings are noted."""
    return [
        Finding("validator", str(issue), fatal=issue.severity == "error") for issue in report.of("error", "warning")
    ]
