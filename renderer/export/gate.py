"""The gate that every AR file passes, our own and anyone's: what stops it, and what will only cost it somewhere."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from renderer.errors import ModelError
from renderer.export.checks import AR, CHECKS, WEB, Finding, Form, Subject, picture_size
from renderer.export.figures import bounds, figures
from renderer.export.khronos import Report, validate_glb, validate_gltf
from renderer.export.textures.reads import reads
from renderer.export.web.compress import decompress
from renderer.gltf.container import Json, parse_json
from renderer.gltf.document import Document
from renderer.gltf.uri import resolve_uri

NOT_STRUCTURE = {
    "IMAGE_MISSING": "files",
    "URI_NOT_FOUND": "files",
    "URI_EXTERNAL": "files",
    "MODEL_VERSION": "version",
}
"""What keeps a file from being worked on, though its structure may be without fault, and what it is about."""


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
        """`ok`, `errors` and `warnings` as `Finding.to_json` tells them, `figures`."""
        listed = {"errors": self.errors, "warnings": self.warnings}
        told = {name: [finding.to_json() for finding in findings] for name, findings in listed.items()}
        return {"ok": self.ok, **told, "figures": self.figures}


def check_glb(data: bytes, *, size_mm: Sequence[float] | None = None, placement: str | None = None) -> Verdict:
    """Whether a GLB is fit for AR viewers; never raises for what is wrong with the file.

    `size_mm` is what the product says it measures along x, y, z; `placement` is `floor`, `table` or `wall`. Raises
    `EngineUnavailable` where the Khronos validator is not installed.
    """
    try:
        report = validate_glb(data)
    except ModelError as error:
        return Verdict((unreadable(error),))
    return examine(report, lambda: Document.from_glb(data), len(data), size_mm, placement)


def check_web(data: bytes, *, size_mm: Sequence[float] | None = None, placement: str | None = None) -> Verdict:
    """Whether a GLB is fit for web viewers, which read WebP and meshopt; both its form and what is packed in it.

    Else as `check_glb`.
    """
    try:
        report, plain = validate_glb(data), decompress(data)
        report = Report((*report.issues, *validate_glb(plain).issues), report.info)
    except ModelError as error:
        return Verdict((unreadable(error),))
    return examine(report, lambda: Document.from_glb(plain), len(data), size_mm, placement, WEB)


def check_gltf(path: Path, *, size_mm: Sequence[float] | None = None, placement: str | None = None) -> Verdict:
    """Whether a .gltf with the files beside it would be fit for AR viewers, which take one file; see `check_glb`."""
    try:
        data = path.read_bytes()
        report = validate_gltf(data, files_beside(data, path.parent))
    except ModelError as error:
        return Verdict((unreadable(error),))
    loose = Finding("container", "GLTF_LOOSE", "AR viewers and shops take one file; this is a .gltf.")
    verdict = examine(report, lambda: Document.load(path), len(data), size_mm, placement)
    return Verdict((loose, *verdict.findings), verdict.figures)


def examine(
    report: Report,
    load: Callable[[], Document],
    size: int,
    size_mm: Sequence[float] | None,
    placement: str | None,
    form: Form = AR,
) -> Verdict:
    """What the validator and every check say of a glTF document of `size` bytes."""
    try:
        subject = _subject(load(), size, size_mm, placement, form)
        findings = [finding for check in CHECKS for finding in check(subject)]
    except ModelError as error:
        return Verdict((unreadable(error), *_of_validator(report)))
    return Verdict((*_of_validator(report), *findings), subject.figures)


def unreadable(error: ModelError) -> Finding:
    """A file that cannot be worked on, as a finding."""
    return Finding(NOT_STRUCTURE.get(error.code, "structure"), error.code, error.message)


def files_beside(data: bytes, folder: Path) -> dict[str, bytes]:
    """What the relative URIs of a .gltf name, as far as it is there and inside `folder`."""
    found: dict[str, bytes] = {}
    with suppress(ModelError):
        for uri in _uris(parse_json(data)):
            with suppress(ModelError):
                found[uri] = resolve_uri(uri, folder)
    return found


def _uris(json: Json) -> Iterator[str]:
    for name in ("buffers", "images"):
        entries = json.get(name)
        for entry in entries if isinstance(entries, list) else []:
            uri = entry.get("uri") if isinstance(entry, dict) else None
            if isinstance(uri, str) and not uri.startswith("data:"):
                yield uri


def _subject(
    document: Document, size: int, size_mm: Sequence[float] | None, placement: str | None, form: Form
) -> Subject:
    images = range(len(document.json.get("images", [])))
    sizes = [picture_size(document.image_bytes(number), f"Image {number}", form) for number in images]
    counted = {"bytes": size, **figures(document)}
    fine = frozenset(number for number, read in reads(document).items() if read.repeats or read.texels)
    return Subject(counted, bounds(document) * 1000.0, sizes, size_mm, placement, document.json, form, fine)


def _of_validator(report: Report) -> list[Finding]:
    """Khronos errors stop a file, its warnings are noted."""
    return [
        Finding("validator", issue.code, f"{issue.pointer or '/'}: {issue.message}", fatal=issue.severity == "error")
        for issue in report.of("error", "warning")
    ]
